package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NetworkCommandTest {
    private static final String MIXED = "0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6";

    @Test
    void theMixedNetworkOfThePaperHasItsParametersAndShapes() throws IOException {
        Spoken spoken = Spoken.by("network", "describe", "--genotype", MIXED, "--json");
        assertThat(spoken.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(spoken.out());
        assertThat(json.path("parameters").asLong()).isEqualTo(2_811_922);
        assertThat(json.path("mib").asDouble()).isBetween(10.72, 10.73);
        assertThat(json.path("macs").asLong()).isPositive();
        assertThat(json.path("shapes").findValuesAsText("after"))
                .startsWith("stem", "cell 1")
                .hasSize(7);
        JsonNode last = json.path("shapes").path(6);
        assertThat(last.path("depth").asInt()).isEqualTo(4);
        assertThat(last.path("height").asInt()).isEqualTo(2);
        assertThat(last.path("width").asInt()).isEqualTo(2);
        assertThat(last.path("channels").asInt()).isEqualTo(320);
    }

    @Test
    void aPersonReadsTheSameInLines() {
        Spoken spoken = Spoken.by("network", "describe", "--genotype", MIXED, "--strides", "ISOTROPIC");
        assertThat(spoken.out()).contains("2,811,922 (10.73 MiB)", "cell 6");
    }

    @Test
    void theBaselinesHaveTheSizesOfTheirTable() {
        assertThat(describe("resnet3d101", 3)).contains("85,251,267 (325.21 MiB)");
        assertThat(describe("densenet3d121", 2)).contains("11,288,578 (43.06 MiB)", "cell 4");
        assertThat(describe("mc3_18", 3)).contains("11,491,779 (43.84 MiB)");
    }

    private static String describe(String model, int classes) {
        return Spoken.by(
                        "network",
                        "describe",
                        "--model",
                        model,
                        "--in-channels",
                        "3",
                        "--classes",
                        Integer.toString(classes))
                .out();
    }

    @Test
    void badValuesGetOneLineAndExitCodeTwo() {
        assertThat(Spoken.by("network", "describe", "--genotype", "0,1,9").refusal())
                .contains("'0,1,9'", "operation 9 is not one of 0..7");
        assertThat(Spoken.by("network", "describe", "--model", "resnet50").refusal())
                .contains("model 'resnet50' is not resnet3d101, densenet3d121, mc3_18 or a genotype");
        assertThat(Spoken.by("network", "describe", "--model", "densenet3d121", "--input", "8x16x16")
                        .refusal())
                .contains("larger volumes");
        assertThat(Spoken.by("network", "describe", "--genotype", "0,1").refusal())
                .contains("2 operations", "21 blocks");
        assertThat(Spoken.by("network", "describe", "--genotype", MIXED, "--widths", "XL")
                        .refusal())
                .contains("--widths", "are not S, L or a list");
        assertThat(Spoken.by("network", "describe", "--genotype", MIXED, "--widths", "8,16")
                        .refusal())
                .contains("2 widths");
        assertThat(Spoken.by("network", "describe", "--genotype", MIXED, "--strides", "3")
                        .refusal())
                .contains("--strides");
        assertThat(Spoken.by("network", "describe", "--genotype", MIXED, "--input", "16x64")
                        .refusal())
                .contains("--input", "like 16x64x64");
        assertThat(Spoken.by("network", "describe", "--genotype", MIXED, "--input", "9999x99999x99999")
                        .refusal())
                .isNotBlank();
        assertThat(Spoken.by("network", "describe", "--genotype", MIXED, "--classes", "1")
                        .refusal())
                .contains("two classes");
        assertThat(Spoken.by("network", "describe").refusal()).contains("Missing required option", "=MODEL");
    }
}
