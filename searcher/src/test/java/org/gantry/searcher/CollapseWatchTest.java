package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.Estimator.Gradient;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;
import org.junit.jupiter.api.Test;

class CollapseWatchTest {
    private static final int EPOCHS = 10;
    private static final double CHANCE = Math.log(2);
    private static final Alpha START = alpha(Operation.MB_CONV_3_3, 0);

    /** Every block prefers an operation by so much. */
    private static Alpha alpha(Operation preferred, double by) {
        double[][] rows = new double[Specs.BLOCKS][Operation.COUNT];
        Arrays.stream(rows).forEach(row -> row[preferred.index()] = by);
        return new Alpha(rows);
    }

    private static CollapseWatch watch(Mode mode, Set<Concern> raised) {
        return new CollapseWatch(Specs.run(mode, EPOCHS), CHANCE, START, raised);
    }

    private static CollapseWatch watch() {
        return watch(Mode.DNAS, Set.of());
    }

    private static StepTaken step(int epoch, Phase phase, double... gates) {
        return taken(epoch, phase, CHANCE / 2, gates);
    }

    private static StepTaken taken(int epoch, Phase phase, double loss, double[] gates) {
        return new StepTaken("run/search", epoch, 0, phase, Genotype.of(0), loss, 0.5, 1, gates);
    }

    /** An epoch of one alpha step, after which alpha is as given. */
    private static List<Warned> epoch(CollapseWatch watch, int epoch, Alpha alpha, double gate) {
        assertThat(watch.after(step(epoch, Phase.ALPHA, 0, gate), alpha)).isEmpty();
        assertThat(watch.after(step(epoch, Phase.WEIGHTS), alpha)).isEmpty();
        return watch.after(step(epoch, Phase.MEASURE), alpha);
    }

    private static List<Concern> concerns(List<Warned> warnings) {
        return warnings.stream().map(Warned::concern).toList();
    }

    @Test
    void aSearchThatLearnsRaisesNothing() {
        CollapseWatch watch = watch();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            // sure of its choice at the end: entropy 0.12 nats
            assertThat(epoch(watch, epoch, alpha(Operation.MB_CONV_5_4, 0.6 * (epoch + 1)), 0.01))
                    .isEmpty();
        }
    }

    @Test
    void alphaThatDecidesBeforeHalfOfTheEpochsIsReportedWithFigureAndLimit() {
        assertThat(epoch(watch(), 3, alpha(Operation.MB_CONV_5_4, 4), 0.01))
                .singleElement()
                .satisfies(w -> {
                    assertThat(w.run()).isEqualTo("run");
                    assertThat(w.concern()).isEqualTo(Concern.ENTROPY);
                    assertThat(w.epoch()).isEqualTo(3);
                    assertThat(w.message()).contains("0.575 nats").contains("below 1.040");
                });
        assertThat(epoch(watch(), 4, alpha(Operation.MB_CONV_5_4, 4), 0.01))
                .as("half of the epochs are over")
                .isEmpty();
    }

    @Test
    void weightsThatAreAtChanceAfterHalfOfTheEpochsAreReported() {
        CollapseWatch watch = watch();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Alpha alpha = alpha(Operation.MB_CONV_5_4, 0.6 * (epoch + 1));
            assertThat(watch.after(step(epoch, Phase.ALPHA, 0, 0.01), alpha)).isEmpty();
            assertThat(watch.after(taken(epoch, Phase.WEIGHTS, 0.99 * CHANCE, new double[0]), alpha))
                    .isEmpty();
            List<Warned> said = watch.after(step(epoch, Phase.MEASURE), alpha);
            assertThat(concerns(said)).isEqualTo(epoch == 4 ? List.of(Concern.WEIGHTS) : List.of());
            assertThat(said).allSatisfy(w -> assertThat(w.message()).contains("0.686", "0.693"));
        }
    }

    @Test
    void weightsAtChanceAreNotReportedBeforeAlphaHearsThem() {
        RunSpec warm = Specs.run(Mode.DNAS, EPOCHS, new Estimator(Gradient.STRAIGHT_THROUGH, 1, EPOCHS - 1, 0));
        CollapseWatch watch = new CollapseWatch(warm, CHANCE, START, Set.of());
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            assertThat(watch.after(taken(epoch, Phase.WEIGHTS, 0.99 * CHANCE, new double[0]), START))
                    .isEmpty();
            assertThat(concerns(watch.after(step(epoch, Phase.MEASURE), START)))
                    .isEqualTo(epoch == EPOCHS - 1 ? List.of(Concern.WEIGHTS) : List.of());
        }
    }

    @Test
    void skipThatTakesMostOfTheProbabilityIsReportedAtAnyTime() {
        // e^2 / (e^2 + 7) = 0.51
        assertThat(epoch(watch(), EPOCHS - 1, alpha(Operation.SKIP, 2), 0.01))
                .singleElement()
                .satisfies(w -> {
                    assertThat(w.concern()).isEqualTo(Concern.SKIP);
                    assertThat(w.message()).contains("0.514").contains("0.500");
                });
        assertThat(epoch(watch(), EPOCHS - 1, alpha(Operation.SKIP, 1.9), 0.01)).isEmpty();
    }

    @Test
    void gradientsThatVanishForAWholeEpochAreReported() {
        assertThat(concerns(epoch(watch(), 5, alpha(Operation.MB_CONV_7_3, 0.1), 0)))
                .containsExactly(Concern.GRADIENT);
        assertThat(concerns(epoch(watch(), 5, alpha(Operation.MB_CONV_7_3, 0.1), 1e-8)))
                .containsExactly(Concern.GRADIENT);
        CollapseWatch once = watch();
        assertThat(once.after(step(5, Phase.ALPHA, 0.01), START)).isEmpty();
        assertThat(epoch(once, 5, alpha(Operation.MB_CONV_7_3, 0.1), 0))
                .as("one of the epoch's steps had a gradient")
                .isEmpty();
        assertThat(concerns(epoch(once, 6, alpha(Operation.MB_CONV_7_3, 0.2), 0)))
                .as("and none in the next epoch")
                .containsExactly(Concern.GRADIENT);
    }

    @Test
    void alphaThatStandsStillIsReported() {
        CollapseWatch watch = watch();
        assertThat(epoch(watch, 0, alpha(Operation.MB_CONV_3_4, 1e-2), 0.01)).isEmpty();
        assertThat(epoch(watch, 1, alpha(Operation.MB_CONV_3_4, 1e-2 + 1e-5), 0.01))
                .singleElement()
                .satisfies(w ->
                        assertThat(w.message()).contains("moved by 1.0e-05").contains("less than 1.0e-04"));
    }

    @Test
    void aConcernIsRaisedOnceAlsoByASearcherThatTakesTheSearchOver() {
        CollapseWatch watch = watch();
        assertThat(concerns(epoch(watch, 0, alpha(Operation.SKIP, 5), 0)))
                .containsExactly(Concern.ENTROPY, Concern.SKIP, Concern.GRADIENT);
        assertThat(epoch(watch, 1, alpha(Operation.SKIP, 6), 0)).isEmpty();
        CollapseWatch next = watch(Mode.DNAS, EnumSet.of(Concern.SKIP, Concern.GRADIENT));
        assertThat(concerns(epoch(next, 0, alpha(Operation.SKIP, 5), 0))).containsExactly(Concern.ENTROPY);
    }

    @Test
    void theRandomControlRaisesNothing() {
        CollapseWatch watch = watch(Mode.RANDOM, Set.of());
        assertThat(epoch(watch, 0, START, 0)).isEmpty();
        assertThat(epoch(watch, 1, alpha(Operation.SKIP, 9), 0)).isEmpty();
    }
}
