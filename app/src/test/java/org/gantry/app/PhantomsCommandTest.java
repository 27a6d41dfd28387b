package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void whatItMakesCanBeIngested() throws IOException {
        Spoken made = Spoken.by("phantoms", "--to", folder.toString(), "--scans", "2");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("labels.csv")))
                .hasSize(3)
                .anyMatch(line -> line.contains(",NCP,"))
                .anyMatch(line -> line.contains(",Normal,"));
        Spoken read = Spoken.by("ingest", "--dry-run", folder.resolve("scans").toString());
        assertThat(read.code()).isZero();
        assertThat(read.out()).contains("2 scans can be read, 0 cannot");
    }

    @Test
    void noScansAreRefused() {
        Spoken spoken = Spoken.by("phantoms", "--to", folder.toString(), "--scans", "0");
        assertThat(spoken.code()).isEqualTo(1);
        assertThat(spoken.err()).contains("--scans 0 makes no scan");
    }
}
