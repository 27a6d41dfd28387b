package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.network.Inference.CamCells;
import org.gantry.network.TrainingSettings.Optimizer;
import org.junit.jupiter.api.Test;

/** Training, measuring and asking a derived network. */
class DerivedNetworkTest {
    private static final TrainingSettings DROPPING = new TrainingSettings(Optimizer.Adam.DEFAULT, 0, 0, 0.5);

    private static DerivedNetwork fresh(TrainingSettings settings) {
        DerivedNetwork network = SmallNetworks.derived(SmallNetworks.MIXED, settings);
        network.initialize(SmallNetworks.SEED);
        return network;
    }

    @Test
    void itLearnsToTellTwoClasses() {
        Batch batch = SmallNetworks.batch(5);
        try (DerivedNetwork network = fresh(SmallNetworks.ADAM)) {
            double first = network.trainStep(batch, 0.01).loss();
            StepResult last = IntStream.range(0, 30)
                    .mapToObj(step -> network.trainStep(batch, 0.01))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            assertThat(last.loss()).isLessThan(first / 5);
            assertThat(last.accuracy()).isEqualTo(1);
        }
    }

    @Test
    void theMeanOfACamPlusTheBiasIsTheLogit() {
        try (DerivedNetwork network = fresh(SmallNetworks.ADAM)) {
            Inference inference = network.infer(SmallNetworks.batch(3));
            float[] bias = network.weights().get("head.bias").values();
            for (int i = 0; i < SmallNetworks.BATCH_SIZE; i++) {
                CamCells cam = inference.cams()[i];
                assertThat(cam.grid())
                        .isEqualTo(new CovidNet3d(SmallNetworks.MACRO, SmallNetworks.MIXED)
                                .camGrid(SmallNetworks.GRID)
                                .cells());
                for (int c = 0; c < SmallNetworks.MACRO.classes(); c++) {
                    assertThat(average(cam.values()[c]) + bias[c])
                            .isCloseTo(inference.logits()[i][c], within(1e-5));
                }
            }
        }
    }

    private static double average(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Test
    void probabilitiesAreTheSoftmaxOfTheLogits() {
        try (DerivedNetwork network = fresh(SmallNetworks.ADAM)) {
            Inference inference = network.infer(SmallNetworks.batch(3));
            for (int i = 0; i < inference.logits().length; i++) {
                double difference = inference.logits()[i][1] - inference.logits()[i][0];
                assertThat((double) inference.probabilities()[i][1])
                        .isCloseTo(1 / (1 + Math.exp(-difference)), within(1e-6));
            }
        }
    }

    @Test
    void aPartialBatchIsAnsweredAsInAWholeOne() {
        Batch whole = SmallNetworks.batch(3);
        float[] first = Arrays.copyOf(whole.voxels(), SmallNetworks.GRID.positions());
        try (DerivedNetwork network = fresh(SmallNetworks.ADAM)) {
            Inference alone = network.infer(new Batch(SmallNetworks.GRID, 1, first, new int[1]));
            assertThat(alone.logits()).hasDimensions(1, 2);
            assertThat(alone.logits()[0]).containsExactly(network.infer(whole).logits()[0], within(1e-5f));
        }
    }

    @Test
    void dropoutIsAFunctionOfTheStepsRandomNumbers() {
        Batch batch = SmallNetworks.batch(1);
        assertThat(lossOfFirstStep(batch, 4)).isEqualTo(lossOfFirstStep(batch, 4));
        assertThat(lossOfFirstStep(batch, 4)).isNotEqualTo(lossOfFirstStep(batch, 5));
    }

    private static double lossOfFirstStep(Batch batch, long seed) {
        try (DerivedNetwork network = fresh(DROPPING)) {
            return network.trainStep(batch, 0.01, RandomFunction.of(seed)).loss();
        }
    }

    @Test
    void anInferenceDropsNothing() {
        Batch batch = SmallNetworks.batch(1);
        try (DerivedNetwork dropping = fresh(DROPPING);
                DerivedNetwork keeping = fresh(SmallNetworks.ADAM)) {
            assertThat(dropping.infer(batch).logits())
                    .isDeepEqualTo(keeping.infer(batch).logits());
        }
    }

    @Test
    void aRestoredTrainingGoesOnBitEqual() {
        Tensors half;
        String whole;
        try (DerivedNetwork network = fresh(DROPPING)) {
            assertThat(network.trainStep(SmallNetworks.batch(1), 0.01)).isNotNull();
            half = Tensors.of(network.state().toBytes());
            assertThat(network.trainStep(SmallNetworks.batch(2), 0.01)).isNotNull();
            whole = network.state().digest();
        }
        try (DerivedNetwork another = SmallNetworks.derived(SmallNetworks.MIXED, DROPPING)) {
            another.restore(half);
            assertThat(another.trainStep(SmallNetworks.batch(2), 0.01)).isNotNull();
            assertThat(another.state().digest()).isEqualTo(whole);
        }
    }

    @Test
    void recalibrationIsThePlainAverageOfBatchStatistics() {
        Batch one = SmallNetworks.batch(1);
        Batch two = SmallNetworks.batch(2);
        String mean = "block1.op4.dw.bn.running_mean";
        String variance = "block1.op4.dw.bn.running_var";
        try (DerivedNetwork network = fresh(SmallNetworks.SGD)) {
            Tensors start = network.weights();
            Tensors afterOne = runningAfter(network, start, one);
            Tensors afterTwo = runningAfter(network, start, two);
            network.load(start);
            network.recalibrate(List.of(one, two));
            Tensors measured = network.weights();
            for (String name : List.of(mean, variance)) {
                float[] actual = measured.get(name).values();
                for (int i = 0; i < actual.length; i++) {
                    double old = start.get(name).values()[i];
                    double first = (afterOne.get(name).values()[i] - 0.9 * old) / 0.1;
                    double second = (afterTwo.get(name).values()[i] - 0.9 * old) / 0.1;
                    assertThat((double) actual[i]).as(name).isCloseTo((first + second) / 2, within(1e-5));
                }
            }
            assertThat(measured.get("stem.conv").values())
                    .isEqualTo(start.get("stem.conv").values());
        }
    }

    private static Tensors runningAfter(DerivedNetwork network, Tensors start, Batch batch) {
        network.load(start);
        assertThat(network.trainStep(batch, 0)).isNotNull();
        return network.weights();
    }

    @Test
    void everyOperationCanBeTrainedAndAsked() {
        for (int operation = 0; operation < 8; operation++) {
            Genotype genotype = Genotype.of(operation, operation, operation, operation);
            try (DerivedNetwork network = SmallNetworks.derived(genotype, SmallNetworks.SGD)) {
                network.initialize(SmallNetworks.SEED);
                assertThat(network.trainStep(SmallNetworks.batch(1), 0.01).loss())
                        .isFinite();
                assertThat(network.infer(SmallNetworks.batch(1)).logits()).hasDimensions(3, 2);
            }
        }
    }

    @Test
    void startValuesFollowTheReleasedCode() {
        try (DerivedNetwork network = fresh(SmallNetworks.SGD)) {
            Tensors weights = network.weights();
            assertThat(largest(weights, "stem.conv")).isBetween(0.9 / Math.sqrt(27), 1 / Math.sqrt(27));
            assertThat(largest(weights, "block0.op0.dw.conv")).isBetween(0.9 / Math.sqrt(27), 1 / Math.sqrt(27));
            assertThat(largest(weights, "block0.op0.expand.conv")).isBetween(0.9 / Math.sqrt(8), 1 / Math.sqrt(8));
            assertThat(largest(weights, "head.bias")).isLessThan(1 / Math.sqrt(12));
            assertThat(weights.get("stem.bn.gamma").values()).containsOnly(1);
            assertThat(weights.get("stem.bn.beta").values()).containsOnly(0);
            assertThat(weights.get("stem.bn.running_mean").values()).containsOnly(0);
            assertThat(weights.get("stem.bn.running_var").values()).containsOnly(1);
        }
    }

    private static double largest(Tensors weights, String name) {
        double largest = 0;
        for (float value : weights.get(name).values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Test
    void anotherArchitecturesWeightsAreRefusedByName() {
        try (DerivedNetwork network = fresh(SmallNetworks.SGD);
                DerivedNetwork other = SmallNetworks.derived(Genotype.of(1, 4, 5, 2), SmallNetworks.SGD)) {
            Tensors weights = network.weights();
            assertThatThrownBy(() -> other.load(weights))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("block0.op1.expand.conv")
                    .hasMessageContaining("another architecture");
        }
    }

    @Test
    void aNetworkWithoutWeightsSaysSo() {
        try (DerivedNetwork network = SmallNetworks.derived(SmallNetworks.MIXED, SmallNetworks.SGD)) {
            assertThatThrownBy(() -> network.infer(SmallNetworks.batch(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no weights yet");
        }
    }

    @Test
    void volumesOfAnotherGridAreRefused() {
        try (DerivedNetwork network = fresh(SmallNetworks.SGD)) {
            Batch batch = new Batch(new Grid(2, 2, 2), 1, new float[8], new int[1]);
            assertThatThrownBy(() -> network.infer(batch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("takes volumes 5x12x11x1, the batch has 2x2x2x1");
        }
    }

    @Test
    void aLabelThatIsNoClassIsRefused() {
        Batch batch =
                new Batch(SmallNetworks.GRID, 1, new float[3 * SmallNetworks.GRID.positions()], new int[] {0, 1, 2});
        try (DerivedNetwork network = fresh(SmallNetworks.SGD)) {
            assertThatThrownBy(() -> network.trainStep(batch, 0.1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("label 2 is not one of the 2 classes");
        }
    }

    @Test
    void aClosedNetworkSaysSo() {
        DerivedNetwork network = fresh(SmallNetworks.SGD);
        network.close();
        assertThatThrownBy(() -> network.infer(SmallNetworks.batch(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
