package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.gantry.network.TrainingSettings.Optimizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten steps of SGD or Adam, with clip and weight decay, follow PyTorch's losses within the stored tolerances. */
class TrajectoryGoldenTest {
    private static final String FIXTURES = "trajectory.json";

    @BeforeAll
    static void fixturesAreThere() {
        Golden.assumeThere(FIXTURES);
    }

    static Stream<Golden> cases() {
        return Golden.cases(FIXTURES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tenStepsFollowTheReference(Golden golden) {
        JsonNode node = golden.node();
        try (DerivedNetwork network = new DerivedNetwork(
                golden.architecture(), golden.grid(), golden.batchSize(), settings(golden), Device.DEFAULT)) {
            network.load(golden.generator().weights(golden.architecture()));
            Batch[] batches = {batch(golden, 0), batch(golden, 1)};
            double[] tolerances = golden.doubles("loss_tolerance");
            double[] expected = golden.doubles("loss_f64");
            for (int step = 0; step < expected.length; step++) {
                StepResult result =
                        network.trainStep(batches[step % 2], node.get("lr").asDouble());
                assertThat(result.loss())
                        .as("loss of step " + step)
                        .isCloseTo(expected[step], within(tolerances[step]));
            }
            checkEnd(golden, network, batches[0]);
        }
    }

    private static void checkEnd(Golden golden, DerivedNetwork network, Batch batch) {
        double[] logits =
                ForwardGoldenTest.flat(Arrays.stream(network.infer(batch).logits()));
        double tolerance = golden.node().get("final_eval_logits_tolerance").asDouble();
        assertThat(logits)
                .as("logits after the last step")
                .containsExactly(golden.doubles("final_eval_logits_f64"), within(tolerance));
        assertThat(network.weights().names())
                .as("parameters and running statistics")
                .hasSize(golden.node().get("final_state_f64").size());
    }

    private static TrainingSettings settings(Golden golden) {
        JsonNode node = golden.node();
        Optimizer optimizer = node.get("optimizer").asText().equals("SGD")
                ? new Optimizer.Sgd(node.get("momentum").asDouble())
                : new Optimizer.Adam(
                        node.get("betas").get(0).asDouble(),
                        node.get("betas").get(1).asDouble(),
                        node.get("eps").asDouble());
        return new TrainingSettings(
                optimizer,
                node.get("weight_decay").asDouble(),
                node.get("clip_norm").asDouble(),
                0);
    }

    private static Batch batch(Golden golden, int which) {
        return golden.batch(
                golden.node().get("input_seeds").get(which).asLong(),
                Golden.ints(golden.node().get("labels").get(which)));
    }
}
