package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.NetworkDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Table 3's baselines equal PyTorch's, forward and back ({@code golden-baselines/FORMAT.md}). */
class BaselineGoldenTest {
    static Stream<Golden> sizes() {
        return Golden.baselines("sizes");
    }

    static Stream<Golden> inference() {
        return Golden.baselines("inference");
    }

    static Stream<Golden> training() {
        return Golden.baselines("training");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void parametersAreTheReferences(Golden golden) {
        NetworkDescription network = NetworkDescription.of(golden.architecture(), new Grid(32, 64, 64));
        assertThat(network.parameters()).isEqualTo(golden.node().get("params").asLong());
    }

    @ParameterizedTest
    @MethodSource("inference")
    void inferenceEqualsTheReference(Golden golden) {
        ForwardGoldenTest.check(golden);
    }

    @ParameterizedTest
    @MethodSource("training")
    void aStepEqualsTheReference(Golden golden) {
        Batch batch = golden.batch(golden.node().get("input_seed").asLong(), golden.ints("labels"));
        try (DerivedNetwork network = new DerivedNetwork(
                golden.architecture(), golden.grid(), golden.batchSize(), TrainingSettings.SEARCH, Device.DEFAULT)) {
            network.load(golden.generator().weights(golden.architecture()));
            Tensors gradients = network.gradients(batch);
            StepChecks.of(golden).logits(gradients.get("logits").values());
            StepChecks.of(golden).gradients(gradients);
            StepChecks.of(golden).step(network.trainStep(batch, 0));
            StepChecks.of(golden).running(network.weights());
        }
    }
}
