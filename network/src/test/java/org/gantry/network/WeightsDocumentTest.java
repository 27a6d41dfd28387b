package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/reference/weights.md is what the code says. */
class WeightsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "weights.md");

    @Test
    void theDocumentSaysWhatTheCodeDoes() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, WeightsDocument.text());
        }
        assertThat(Files.readString(DOCUMENT))
                .as("%s; write it anew with -Ddocs.write=true", DOCUMENT)
                .isEqualTo(WeightsDocument.text());
    }
}
