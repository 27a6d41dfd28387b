package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The numbers in docs/search.md are the search's own; with {@code -Ddocs.write=true} they are written anew. */
class SearchDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "search.md");

    @Test
    void thePagesNumbersAreComputed() throws IOException {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("probabilities", SearchExample.probabilities());
        tables.put("draw", SearchExample.draw());
        tables.put("step", SearchExample.step());
        tables.put("entropy", SearchExample.entropy());
        String page = Files.readString(PAGE);
        String right = page;
        for (Map.Entry<String, String> table : tables.entrySet()) {
            Matcher place = Pattern.compile("(?s)(<!-- " + table.getKey() + " -->\n).*?(<!-- end -->)")
                    .matcher(right);
            assertThat(place.find())
                    .as("a place for %s in %s", table.getKey(), PAGE)
                    .isTrue();
            right = place.replaceFirst("$1" + Matcher.quoteReplacement(table.getValue()) + "$2");
        }
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, right);
        } else {
            assertThat(page).isEqualTo(right);
        }
    }
}
