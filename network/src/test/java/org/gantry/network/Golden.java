package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.junit.jupiter.api.Assumptions;

/**
 * A case of a golden file (FORMAT.md): which network, which weights, which input.
 *
 * @param file where it stands, for messages
 * @param node its numbers
 */
record Golden(String file, JsonNode node) {
    private static final Map<String, List<Integer>> WIDTHS = Map.of(
            "TINY", List.of(8, 8, 16, 16, 24, 32),
            "TINY2", List.of(12, 16, 16, 24, 24, 40),
            "S", Widths.S.channels(),
            "L", Widths.L.channels());

    /** Skips a test class, and says why, where the folder {@code -Dgolden.dir} lacks its file. */
    static void assumeThere(String file) {
        Path path = path(file);
        Assumptions.assumeTrue(
                Files.exists(path),
                path + " is not there: point -Dgolden.dir at a folder of the golden format (FORMAT.md)");
    }

    private static Path path(String file) {
        return Path.of(System.getProperty("golden.dir", "src/test/resources/golden"), file);
    }

    /** The cases of a file in the folder {@code -Dgolden.dir}, by default the committed one. */
    static Stream<Golden> cases(String file) {
        return cases(path(file), "cases");
    }

    /** The baselines' cases, {@code golden-baselines/FORMAT.md}. */
    static Stream<Golden> baselines(String part) {
        return cases(Path.of("src/test/resources/golden-baselines/baselines.json"), part);
    }

    private static Stream<Golden> cases(Path path, String part) {
        String file = path.getFileName().toString();
        try {
            JsonNode cases = new ObjectMapper().readTree(path.toFile()).get(part);
            assertThat(cases).as(file + " has cases").isNotEmpty();
            return StreamSupport.stream(cases.spliterator(), false).map(node -> new Golden(file, node));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    Architecture architecture() {
        return node.has("model")
                ? Baseline.named(node.get("model").asText())
                        .orElseThrow()
                        .architecture(
                                node.get("in").asInt(), node.get("classes").asInt())
                : new CovidNet3d(macro(), genotype());
    }

    Genotype genotype() {
        return Genotype.of(ints("genotype"));
    }

    MacroArchitecture macro() {
        String widths = node.get("widths").asText();
        Widths channels = WIDTHS.containsKey(widths) ? new Widths(WIDTHS.get(widths)) : Widths.parse(widths);
        String preset = node.has("preset") ? node.get("preset").asText() : "ISOTROPIC";
        return Strides.parse(preset)
                .macro(channels, node.get("in").asInt(), node.get("classes").asInt());
    }

    Grid grid() {
        int[] shape = ints("input_shape_bdhwc");
        return new Grid(shape[1], shape[2], shape[3]);
    }

    int batchSize() {
        return ints("input_shape_bdhwc")[0];
    }

    GoldenGenerator generator() {
        return new GoldenGenerator(node.get("weight_seed").asLong(), streams());
    }

    /** Number of a parameter's random numbers, by our name. */
    ToLongFunction<String> streams() {
        if (!node.has("model")) {
            return GoldenGenerator::stream;
        }
        List<String> names = GoldenGenerator.namesInOrder(architecture());
        return names::indexOf;
    }

    Batch batch(long inputSeed, int[] labels) {
        return GoldenGenerator.input(inputSeed, grid(), node.get("in").asInt(), labels);
    }

    int[] ints(String field) {
        return ints(node.get(field));
    }

    static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    double[] doubles(String field) {
        return doubles(node.get(field));
    }

    /** All numbers of an array, nested ones in order. */
    static double[] doubles(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        collect(array, numbers);
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void collect(JsonNode node, List<Double> numbers) {
        if (node.isArray()) {
            node.forEach(child -> collect(child, numbers));
        } else {
            numbers.add(node.asDouble());
        }
    }

    @Override
    public String toString() {
        return file + " " + node.path("widths").asText() + " "
                + node.path("preset").asText() + " " + architecture().name()
                + (node.has("input_shape_bdhwc") ? " " + batchSize() + "x" + grid() : "")
                + node.path("optimizer").asText();
    }
}
