package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.gantry.domain.network.NetworkDescription;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inference equals PyTorch's within FORMAT.md, section 5: logits, features after stem and cells, CAM. */
class ForwardGoldenTest {
    private static final String FIXTURES = "forward.json";

    @BeforeAll
    static void fixturesAreThere() {
        Golden.assumeThere(FIXTURES);
    }

    static Stream<Golden> cases() {
        return Golden.cases(FIXTURES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inferenceEqualsTheReference(Golden golden) {
        check(golden);
    }

    /** Logits, CAMs and features of an inference within FORMAT.md, section 5. */
    static void check(Golden golden) {
        Batch batch = golden.batch(golden.node().get("input_seed").asLong(), new int[golden.batchSize()]);
        try (DerivedNetwork network = new DerivedNetwork(
                golden.architecture(), golden.grid(), golden.batchSize(), TrainingSettings.SEARCH, Device.DEFAULT)) {
            network.load(golden.generator().weights(golden.architecture()));
            Inference inference = network.infer(batch);
            checkLogits(golden, inference);
            checkCams(golden, inference);
            checkTaps(golden, network.cellEnds(batch));
        }
    }

    private static void checkLogits(Golden golden, Inference inference) {
        double[] expected = golden.doubles("logits");
        double[] actual = flat(Arrays.stream(inference.logits()));
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(actual).as("logits").containsExactly(expected, within(1e-4 * Math.max(1, largest)));
    }

    private static void checkCams(Golden golden, Inference inference) {
        double[] expected = golden.doubles("cam");
        double[] actual = flat(Arrays.stream(inference.cams()).flatMap(cam -> Arrays.stream(cam.values())));
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(actual).as("cam").containsExactly(expected, within(2e-4 * largest));
        int[] shape = golden.ints("cam_shape_bkdhw");
        assertThat(inference.cams()[0].grid()).hasToString(shape[2] + "x" + shape[3] + "x" + shape[4]);
    }

    private static void checkTaps(Golden golden, List<float[]> features) {
        NetworkDescription description = NetworkDescription.of(golden.architecture(), golden.grid());
        List<String> ends = cellEnds(golden);
        for (int i = 0; i < features.size(); i++) {
            JsonNode tap = tap(golden, ends.get(i), i);
            double[] values = flat(Stream.of(features.get(i)));
            double absolute = tap.get("abs_mean").asDouble();
            double tolerance = 1e-4 * Math.max(0.1, absolute);
            String at = tap.get("at").asText();
            assertThat(Arrays.stream(values).average().orElseThrow())
                    .as("mean after " + at)
                    .isCloseTo(tap.get("mean").asDouble(), within(tolerance));
            assertThat(Arrays.stream(values).map(Math::abs).average().orElseThrow())
                    .as("absolute mean after " + at)
                    .isCloseTo(absolute, within(tolerance));
            int[] shape = Golden.ints(tap.get("shape_dhwc"));
            assertThat(description.shapes().get(i))
                    .as("shape after " + at)
                    .hasToString(shape[0] + "x" + shape[1] + "x" + shape[2] + "x" + shape[3]);
        }
    }

    /** Names of the last group of each cell, without the block's number. */
    private static List<String> cellEnds(Golden golden) {
        return golden.architecture().cells().stream()
                .map(cell -> cell.get(cell.size() - 1).name().replaceFirst("\\..*", ""))
                .toList();
    }

    /** The reference after a cell: by name where it is a baseline, else by number. */
    private static JsonNode tap(Golden golden, String cellEnd, int cell) {
        JsonNode taps = golden.node().get("taps");
        return StreamSupport.stream(taps.spliterator(), false)
                .filter(tap ->
                        tap.get("at").asText().equals(cellEnd) && golden.node().has("model"))
                .findFirst()
                .orElseGet(() -> taps.get(cell));
    }

    static double[] flat(Stream<float[]> rows) {
        List<float[]> list = rows.toList();
        double[] all = new double[list.stream().mapToInt(row -> row.length).sum()];
        int next = 0;
        for (float[] row : list) {
            for (float value : row) {
                all[next++] = value;
            }
        }
        return all;
    }
}
