package org.gantry.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/gantry/dashboard/page");

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void everyFileIsServed() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            assertThat(all.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> !name.endsWith(".html"))
                            .sorted()
                            .toList())
                    .isEqualTo(Pages.FILES.stream().sorted().toList());
        }
    }

    @Test
    void whatModulesImportIsThere() throws IOException {
        Pattern imported = Pattern.compile("from '\\./([^']+)'");
        for (Path module : files(".js")) {
            assertThat(imported.matcher(text(module)).results().map((MatchResult m) -> m.group(1)))
                    .as(module.toString())
                    .isSubsetOf(Pages.FILES);
        }
    }

    /** The policy would silently leave them out. */
    @Test
    void noStyleAndNoScriptStandsInMarkup() throws IOException {
        for (Path page : files(".html")) {
            assertThat(text(page))
                    .as(page.toString())
                    .doesNotContainPattern("\\s(style|on[a-z]+)\\s*=")
                    .doesNotContain("<style")
                    .doesNotContainPattern("<script(?![^>]* src=)");
        }
    }

    @Test
    void textsAreSetAsTextAndNothingComesFromOutside() throws IOException {
        for (String ending : List.of(".html", ".js", ".css")) {
            for (Path file : files(ending)) {
                assertThat(text(file).replace("http://www.w3.org/2000/svg", ""))
                        .as(file.toString())
                        .doesNotContain("http://", "https://", "innerHTML", "outerHTML", "insertAdjacentHTML")
                        .doesNotContain("document.write", "eval(", "new Function", "@import", "url(");
            }
        }
    }
}
