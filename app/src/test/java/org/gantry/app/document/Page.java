package org.gantry.app.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page of docs that is made of the code: a test fails where the two differ, and with {@code -Ddocs.write=true} writes
 * it anew.
 *
 * @param name in docs
 */
public record Page(String name) {
    private static final Path DOCS = Path.of("..", "docs");

    /** How to write all of them anew, as every page says itself. */
    static final String MADE =
            "*Made of the code, and held to it by a test; `-Ddocs.write=true` writes it" + " anew.*\n";

    /** It says this. */
    public void says(String right) throws IOException {
        Path page = DOCS.resolve(name);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, right);
        }
        assertThat(Files.readString(page))
                .as("docs/%s differs from the code; -Ddocs.write=true writes it anew", name)
                .isEqualTo(right);
    }

    /** A row of a table. */
    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells.stream().map(Page::cell).toList()) + " |\n";
    }

    /** The head of a table. */
    static String head(String... titles) {
        return row(List.of(titles)) + "|" + " --- |".repeat(titles.length) + "\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
