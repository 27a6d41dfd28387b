package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.Estimator.Gradient;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;
import org.junit.jupiter.api.Test;

/** The state machine with what a run may ask for beside the paper's estimator. */
class EstimatorSearchTest {
    private static final int STEPS = 8;

    private static Search search(Estimator estimator, int epochs) {
        return new Search(Specs.run(Mode.DNAS, epochs, estimator), Specs.MACRO, STEPS);
    }

    /** The loss is smaller the more blocks draw the first operation. */
    private static StepTaken taken(Draw draw) {
        long first =
                Arrays.stream(draw.genotype().indices()).filter(k -> k == 0).count();
        return new StepTaken(
                draw.job(),
                draw.epoch(),
                draw.step(),
                draw.phase(),
                draw.index(),
                draw.genotype(),
                1 - 0.1 * first,
                0.5,
                0,
                new double[0],
                0);
    }

    private static List<Draw> all(Search search) {
        Deque<Draw> open = new ArrayDeque<>(search.begin());
        List<Draw> all = new ArrayList<>();
        while (!open.isEmpty()) {
            Draw draw = open.pop();
            all.add(draw);
            open.addAll(search.after(taken(draw)));
        }
        return all;
    }

    private static List<Draw> of(List<Draw> draws, Phase phase) {
        return draws.stream().filter(d -> d.phase() == phase).toList();
    }

    @Test
    void severalDrawsOfAStepAreOfOneAlphaAndMoveItOnce() {
        Search search = search(new Estimator(Gradient.SCORE, 3, 0, 0), 1);
        List<Draw> draws = all(search);
        List<Draw> alphas = of(draws, Phase.ALPHA);
        assertThat(alphas).hasSize(3 * STEPS);
        assertThat(of(draws, Phase.WEIGHTS)).hasSize(STEPS);
        assertThat(search.updates()).isEqualTo(STEPS);
        for (int i = 0; i < alphas.size(); i++) {
            Draw first = alphas.get(i - i % 3);
            assertThat(alphas.get(i).index()).isEqualTo(i % 3);
            assertThat(alphas.get(i).step()).isEqualTo(i / 3);
            assertThat(alphas.get(i).alpha().get(0)).isEqualTo(first.alpha().get(0));
        }
        assertThat(alphas.stream().map(Draw::genotype).distinct()).hasSize(3 * STEPS);
    }

    @Test
    void theFirstDrawOfAStepIsThatOfASearchWithOneDraw() {
        Draw one = search(Estimator.PAPER, 1).begin().get(0);
        Draw first = search(new Estimator(Gradient.SCORE, 3, 0, 0), 1).begin().get(0);
        assertThat(first.genotype()).isEqualTo(one.genotype());
    }

    @Test
    void whatLowersTheLossBecomesLikely() {
        Search search = search(new Estimator(Gradient.SCORE, 4, 0, 0), 60);
        assertThat(all(search)).isNotEmpty();
        double first = Arrays.stream(search.probabilities())
                .mapToDouble(p -> p[0])
                .average()
                .orElseThrow();
        assertThat(first).isGreaterThan(0.5);
    }

    @Test
    void alphaStaysWhileWeightsWarmUp() {
        Search search = search(new Estimator(Gradient.SCORE, 2, 1, 0), 2);
        List<Draw> alphas = of(all(search), Phase.ALPHA);
        double[] initial = alphas.get(0).alpha().get(0);
        assertThat(alphas).allSatisfy(d -> {
            if (d.epoch() == 0 || d.step() == 0) {
                assertThat(d.alpha().get(0)).isEqualTo(initial);
            } else {
                assertThat(d.alpha().get(0)).isNotEqualTo(initial);
            }
        });
        assertThat(search.updates()).isEqualTo(STEPS);
    }

    @Test
    void aPriceOfMultiplicationsMakesSkipLikely() {
        Search search = search(new Estimator(Gradient.SCORE, 1, 0, 1e6), 10);
        assertThat(all(search)).isNotEmpty();
        assertThat(search.alpha().derive().operations()).containsOnly(Operation.SKIP);
    }
}
