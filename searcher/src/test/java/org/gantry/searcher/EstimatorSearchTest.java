package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
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
    void weightsWarmUpAloneAndAlphaMovesAfterwards() {
        Search search = search(new Estimator(Gradient.SCORE, 2, 2, 0), 3);
        List<Draw> draws = all(search);
        for (int epoch = 0; epoch < 2; epoch++) {
            assertThat(draws.subList(epoch * (STEPS + 1), (epoch + 1) * (STEPS + 1)))
                    .extracting(Draw::epoch, Draw::step, Draw::phase)
                    .containsExactlyElementsOf(warmUp(epoch));
        }
        assertThat(draws.subList(2 * (STEPS + 1), draws.size())).allMatch(d -> d.epoch() == 2);
        assertThat(of(draws, Phase.ALPHA)).hasSize(2 * STEPS);
        assertThat(search.updates()).isEqualTo(STEPS);
    }

    private static List<Tuple> warmUp(int epoch) {
        return Stream.concat(
                        IntStream.range(0, STEPS).mapToObj(step -> tuple(epoch, step, Phase.WEIGHTS)),
                        Stream.of(tuple(epoch, STEPS - 1, Phase.MEASURE)))
                .toList();
    }

    @Test
    void whileWeightsWarmUpOneStepIsDrawnAhead() {
        Search search = search(new Estimator(Gradient.SCORE, 1, 1, 0), 2);
        Deque<Draw> open = new ArrayDeque<>(search.begin());
        for (int taken = 0; taken < STEPS; taken++) {
            assertThat(open).hasSize(2);
            open.addAll(search.after(taken(open.pop())));
        }
        assertThat(open).singleElement().matches(d -> d.phase() == Phase.MEASURE);
    }

    @Test
    void aPriceOfMultiplicationsMakesSkipLikely() {
        Search search = search(new Estimator(Gradient.SCORE, 1, 0, 1e6), 10);
        assertThat(all(search)).isNotEmpty();
        assertThat(search.alpha().derive().operations()).containsOnly(Operation.SKIP);
    }
}
