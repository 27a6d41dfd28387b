package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual that {@code gantry generate-man-pages} writes. */
class ManPagesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        Spoken spoken = Spoken.by("generate-man-pages", "--to", folder.toString());
        assertThat(spoken.code()).as(spoken.err()).isZero();
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void everyCommandHasAPageWithItsOptions() throws IOException {
        assertThat(pages())
                .extracting(page -> page.getFileName().toString())
                .contains("gantry.1", "gantry-run.1", "gantry-models-export.1", "gantry-generate-man-pages.1");
        assertThat(Files.readString(folder.resolve("gantry-run.1")))
                .contains(".SH SYNOPSIS\n.B gantry run \\-\\-data DIR")
                .contains(".B \\-\\-search\\-epochs N\nEpochs of the search. Default: 120\n")
                .contains("gantry run @settings.txt")
                .contains("gantry(1)");
        assertThat(Files.readString(folder.resolve("gantry.1")))
                .contains("gantry\\-models(1)", "GANTRY_PSEUDONYM_KEY", ".B 2\nthe command was not understood");
    }

    @Test
    void groffHasNothingToSayAgainstAnyPage() throws IOException, InterruptedException {
        Assumptions.assumeTrue(there(), "this machine lacks groff (Debian: groff-base)");
        for (Path page : pages()) {
            Process groff = new ProcessBuilder("groff", "-ww", "-z", "-man", "-K", "utf8", page.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(groff.waitFor()).as(said).isZero();
            assertThat(said).as(page.toString()).isEmpty();
        }
    }

    private static boolean there() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "groff")));
    }
}
