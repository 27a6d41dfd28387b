package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.gantry.domain.network.Genotype;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The draw and the gradient of alpha equal PyTorch's: {@code train_step.json} of network's golden folder. */
class GumbelSoftmaxGoldenTest {
    /** The file's numbers have nine digits. */
    private static final double ROUNDING = 1e-8;

    static Stream<JsonNode> cases() throws IOException {
        Path path =
                Path.of(System.getProperty("golden.dir", "../network/src/test/resources/golden"), "train_step.json");
        Assumptions.assumeTrue(Files.exists(path), path + " is not there: point -Dgolden.dir at the golden folder");
        JsonNode cases = new ObjectMapper().readTree(path.toFile()).get("cases");
        assertThat(cases).isNotEmpty();
        return StreamSupport.stream(cases.spliterator(), false);
    }

    private static double[] row(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static double[][] rows(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(GumbelSoftmaxGoldenTest::row)
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theDrawItsSoftPathAndTheGradientOfAlphaEqualTheReference(JsonNode golden) {
        GumbelSoftmax drawn = GumbelSoftmax.draw(
                new Alpha(rows(golden.get("alpha"))), golden.get("tau").asDouble(), rows(golden.get("gumbel")));
        int[] genotype = IntStream.range(0, golden.get("genotype").size())
                .map(b -> golden.get("genotype").get(b).asInt())
                .toArray();
        assertThat(drawn.genotype()).isEqualTo(Genotype.of(genotype));
        check("p_tilde", drawn.soft(), rows(golden.get("p_tilde")));
        check("dalpha", drawn.gradient(row(golden.get("gate_grad"))), rows(golden.get("dalpha")));
    }

    private static void check(String what, double[][] actual, double[][] expected) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        for (int b = 0; b < expected.length; b++) {
            double largest = 1;
            for (double value : expected[b]) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(actual[b])
                    .as("%s of block %d", what, b)
                    .containsExactly(expected[b], within(ROUNDING * largest));
        }
    }
}
