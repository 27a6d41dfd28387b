package org.gantry.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFileTest {
    @TempDir
    private Path folder;

    private static DatasetManifest manifest(int labelOfTheLast) {
        return new DatasetManifest(
                "nodules",
                List.of("benign", "malignant"),
                List.of(
                        new Entry("a", "p1", 0, Role.TEST, "d1"),
                        new Entry("b", "p2", 1, Role.TEST, "d2"),
                        new Entry("c", "p3", labelOfTheLast, Role.SEARCH_TRAIN, "d3")));
    }

    @Test
    void resultsOfTwoDataSetsAreNotMixed() throws IOException {
        DatasetFile.keep(folder, manifest(1));
        DatasetFile.keep(folder, manifest(1));
        assertThatThrownBy(() -> DatasetFile.keep(folder, manifest(0)))
                .hasMessageContaining("data set nodules is not the one that " + folder.resolve("dataset.json"))
                .hasMessageContaining("choose another --out");
    }

    @Test
    void itSaysHowManyScansOfEachLabelARoleHas() throws IOException {
        DatasetFile.keep(folder, manifest(1));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("dataset.json").toFile());
        assertThat(json.path("digest").asText()).isEqualTo(manifest(1).digest());
        assertThat(json.path("scans").toString())
                .isEqualTo("{\"SEARCH_TRAIN\":{\"malignant\":1},\"TEST\":{\"benign\":1,\"malignant\":1}}");
    }
}
