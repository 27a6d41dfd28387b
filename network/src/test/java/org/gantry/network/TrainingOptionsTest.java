package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gantry.network.TrainingSettings.Optimizer;
import org.gantry.network.TrainingSettings.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradient accumulation, label smoothing, class weights and averaged weights. */
class TrainingOptionsTest {
    private static final Optimizer PLAIN = new Optimizer.Sgd(0);
    private static final double RATE = 0.5;

    private static DerivedNetwork fresh(Optimizer optimizer, Options options) {
        DerivedNetwork network =
                SmallNetworks.derived(SmallNetworks.MIXED, new TrainingSettings(optimizer, 0, 0, 0, options));
        network.initialize(SmallNetworks.SEED);
        return network;
    }

    private static Options passes(int count) {
        return new Options(count, 0, List.of(), 0);
    }

    private static StepResult step(DerivedNetwork network, List<Batch> passes) {
        return network.trainStep(passes, RATE, SmallNetworks.SEED);
    }

    private static Tensors trained(DerivedNetwork network) {
        return network.weights().only(name -> !name.contains(".running_"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void equalPassesGiveTheStepOfOneOfThem(int count) {
        Batch batch = SmallNetworks.batch(3);
        try (DerivedNetwork whole = fresh(Optimizer.Adam.DEFAULT, Options.NONE);
                DerivedNetwork cut = fresh(Optimizer.Adam.DEFAULT, passes(count))) {
            for (int i = 0; i < 2; i++) {
                StepResult expected = step(whole, List.of(batch));
                StepResult result = step(cut, Collections.nCopies(count, batch));
                assertThat(result.loss()).isCloseTo(expected.loss(), within(1e-6));
                assertThat(result.accuracy()).isEqualTo(expected.accuracy());
                assertThat(result.gradientNorm()).isEqualTo(expected.gradientNorm());
            }
            assertThat(trained(cut).digest()).isEqualTo(trained(whole).digest());
        }
    }

    @Test
    void aStepsGradientIsTheMeanOfItsPasses() {
        List<Batch> passes = List.of(SmallNetworks.batch(1), SmallNetworks.batch(2), SmallNetworks.batch(3));
        try (DerivedNetwork network = fresh(PLAIN, passes(3))) {
            for (int i = 0; i < 2; i++) {
                Tensors before = network.weights();
                List<Tensors> gradients =
                        passes.stream().map(network::gradients).toList();
                assertThat(step(network, passes).loss()).isPositive();
                Tensors after = network.weights();
                for (String name : trained(network).names()) {
                    float[] expected = before.get(name).values().clone();
                    for (int k = 0; k < expected.length; k++) {
                        for (Tensors gradient : gradients) {
                            expected[k] -=
                                    (float) (RATE / 3 * gradient.get(name).values()[k]);
                        }
                    }
                    assertThat(after.get(name).values()).as(name).containsExactly(expected, within(2e-6f));
                }
            }
        }
    }

    @Test
    void everyPassMovesTheRunningStatistics() {
        Batch batch = SmallNetworks.batch(3);
        try (DerivedNetwork once = fresh(PLAIN, Options.NONE);
                DerivedNetwork twice = fresh(PLAIN, passes(2))) {
            assertThat(step(once, List.of(batch)).loss()).isPositive();
            assertThat(step(twice, List.of(batch, batch)).loss()).isPositive();
            // running' = running + 0.1 (batch - running), from a mean of 0
            float[] first = once.weights().get("stem.bn.running_mean").values();
            float[] second = twice.weights().get("stem.bn.running_mean").values();
            for (int c = 0; c < first.length; c++) {
                assertThat(second[c]).isCloseTo(1.9f * first[c], within(1e-6f));
            }
        }
    }

    /** PyTorch's CrossEntropyLoss(weight, label_smoothing), as its source has it. */
    private static double loss(float[] logits, int[] labels, double e, double[] w) {
        int classes = w.length;
        double hard = 0;
        double smooth = 0;
        double whole = 0;
        for (int i = 0; i < labels.length; i++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.exp(logits[i * classes + c]);
            }
            for (int c = 0; c < classes; c++) {
                double entropy = w[c] * (Math.log(sum) - logits[i * classes + c]);
                smooth += entropy;
                hard += c == labels[i] ? entropy : 0;
            }
            whole += w[labels[i]];
        }
        return (1 - e) * hard / whole + e / classes * smooth / whole;
    }

    @Test
    void smoothedAndWeightedLossAndItsGradientAreThoseOfPyTorch() {
        double[] w = {0.4, 1.6};
        Batch batch = SmallNetworks.batch(4);
        try (DerivedNetwork network = fresh(PLAIN, new Options(1, 0.1, List.of(w[0], w[1]), 0))) {
            Tensors gradients = network.gradients(batch);
            float[] logits = gradients.get("logits").values();
            float[] bias = gradients.get("head.bias").values();
            for (int c = 0; c < w.length; c++) {
                float h = 1e-2f;
                assertThat((double) bias[c])
                        .isCloseTo(
                                (loss(shifted(logits, c, h), batch.labels(), 0.1, w)
                                                - loss(shifted(logits, c, -h), batch.labels(), 0.1, w))
                                        / (2 * h),
                                within(1e-4));
            }
            assertThat(step(network, List.of(batch)).loss())
                    .isCloseTo(loss(logits, batch.labels(), 0.1, w), within(1e-6));
        }
    }

    private static float[] shifted(float[] logits, int column, float by) {
        float[] shifted = logits.clone();
        for (int i = column; i < shifted.length; i += 2) {
            shifted[i] += by;
        }
        return shifted;
    }

    @Test
    void sharesOfAllPassesOfAStepAreOfOneWhole() {
        LossTerms terms = new LossTerms(2, 0, List.of(0.5, 1.5));
        Batch one = SmallNetworks.batch(1, 3);
        double whole = terms.whole(List.of(one, one));
        assertThat(whole).isEqualTo(2 * 2.5);
        assertThat(terms.shares(one.labels(), whole)).containsExactly(0.1f, 0.3f, 0.1f);
        assertThat(terms.truth(one.labels())).containsExactly(1, 0, 0, 1, 1, 0);
    }

    @Test
    void averagedWeightsAreTheMeanOfAllStepsWeightedByTheirAge() {
        double decay = 0.75;
        List<Tensors> steps = new ArrayList<>();
        try (DerivedNetwork network = fresh(PLAIN, new Options(1, 0, List.of(), decay))) {
            assertThat(network.averaged().digest())
                    .as("nothing was averaged yet")
                    .isEqualTo(network.weights().digest());
            for (int i = 0; i < 3; i++) {
                assertThat(step(network, List.of(SmallNetworks.batch(i))).loss())
                        .isPositive();
                steps.add(trained(network));
            }
            Tensors averaged = network.averaged();
            double whole = 1 + decay + decay * decay;
            for (String name : trained(network).names()) {
                float[] values = averaged.get(name).values();
                for (int k = 0; k < values.length; k++) {
                    double expected = (decay * decay * steps.get(0).get(name).values()[k]
                                    + decay * steps.get(1).get(name).values()[k]
                                    + steps.get(2).get(name).values()[k])
                            / whole;
                    assertThat((double) values[k]).as(name).isCloseTo(expected, within(1e-5));
                }
            }
            assertThat(averaged.get("stem.bn.running_mean").values())
                    .containsExactly(
                            network.weights().get("stem.bn.running_mean").values());
        }
    }

    @Test
    void aRestoredAverageGoesOnBitEqual() {
        Options options = new Options(2, 0.1, List.of(0.5, 1.5), 0.9);
        List<Batch> passes = List.of(SmallNetworks.batch(1), SmallNetworks.batch(2));
        Tensors half;
        String whole;
        try (DerivedNetwork network = fresh(Optimizer.Adam.DEFAULT, options)) {
            assertThat(step(network, passes)).isNotNull();
            half = network.state();
            assertThat(step(network, passes)).isNotNull();
            whole = network.averaged().digest();
        }
        try (DerivedNetwork another = fresh(Optimizer.Adam.DEFAULT, options)) {
            another.restore(half);
            assertThat(step(another, passes)).isNotNull();
            assertThat(another.averaged().digest()).isEqualTo(whole);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (DerivedNetwork network = fresh(PLAIN, passes(2))) {
            assertThatThrownBy(() -> step(network, List.of(SmallNetworks.batch(1))))
                    .hasMessageContaining("takes 2 passes, not 1");
        }
        assertThatThrownBy(() -> fresh(PLAIN, new Options(1, 0, List.of(1.0, 1.0, 1.0), 0)))
                .hasMessageContaining("3 class weights")
                .hasMessageContaining("2 classes");
        assertThatThrownBy(() -> new Options(1, 0, List.of(0.0, 1.0), 0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> new Options(0, 0, List.of(), 0)).hasMessageContaining("at least one pass");
        TrainingSettings averaging = new TrainingSettings(PLAIN, 0, 0, 0, new Options(1, 0, List.of(), 0.9));
        assertThatThrownBy(() -> SmallNetworks.supernet(averaging)).hasMessageContaining("supernet");
    }
}
