package org.gantry.network;

import java.util.stream.Stream;
import org.gantry.domain.network.Genotype;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One training step equals PyTorch's within FORMAT.md, section 5, in the derived network and in the supernet: loss,
 * every gradient, the new running statistics; the gates and the gradient of alpha from the supernet.
 */
class TrainStepGoldenTest {
    private static final String FIXTURES = "train_step.json";

    @BeforeAll
    static void fixturesAreThere() {
        Golden.assumeThere(FIXTURES);
    }

    static Stream<Golden> cases() {
        return Golden.cases(FIXTURES);
    }

    private static Batch batch(Golden golden) {
        return golden.batch(golden.node().get("input_seed").asLong(), golden.ints("labels"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDerivedNetworksStepEqualsTheReference(Golden golden) {
        try (DerivedNetwork network = new DerivedNetwork(
                golden.architecture(), golden.grid(), golden.batchSize(), TrainingSettings.SEARCH, Device.DEFAULT)) {
            network.load(golden.generator().weights(golden.architecture()));
            Tensors gradients = network.gradients(batch(golden));
            StepChecks.of(golden).logits(gradients.get("logits").values());
            StepChecks.of(golden).gradients(gradients);
            StepChecks.of(golden).step(network.trainStep(batch(golden), 0));
            StepChecks.of(golden).running(network.weights());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSupernetsStepEqualsTheReference(Golden golden) {
        Genotype genotype = golden.genotype();
        try (Supernet supernet = new Supernet(
                golden.macro(), golden.grid(), golden.batchSize(), TrainingSettings.SEARCH, Device.DEFAULT)) {
            supernet.load(golden.generator().weights(golden.macro()));
            StepChecks.of(golden).gradients(supernet.gradients(batch(golden), genotype));
            StepResult alphaStep = supernet.alphaStep(batch(golden), genotype);
            StepChecks.of(golden).gates(alphaStep.gates());
            StepChecks.of(golden).step(supernet.weightStep(batch(golden), genotype, 0));
            StepChecks.of(golden).running(supernet.weights(genotype));
        }
    }
}
