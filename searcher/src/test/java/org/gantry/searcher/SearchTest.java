package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.SharedWeights;
import org.gantry.domain.run.StepTaken;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static Search search(Mode mode) {
        return new Search(Specs.run(mode, 2), Specs.MACRO, Specs.STEPS);
    }

    private static StepTaken taken(Draw draw) {
        double[] gates = new double[draw.phase() == Phase.ALPHA ? Specs.BLOCKS : 0];
        Arrays.setAll(gates, b -> Math.sin(b + draw.step()));
        return new StepTaken(draw.job(), draw.epoch(), draw.step(), draw.phase(), draw.genotype(), 0.7, 0.5, 1, gates);
    }

    /** All draws of a search whose steps are taken in their order. */
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

    private static String place(Draw draw) {
        return draw.phase() + "(" + draw.epoch() + "," + draw.step() + ")";
    }

    @Test
    void drawsComeInTheOrderOfTheStateMachine() {
        Search search = search(Mode.DNAS);
        assertThat(all(search).stream().map(SearchTest::place))
                .containsExactly(
                        "ALPHA(0,0)",
                        "WEIGHTS(0,0)",
                        "ALPHA(0,1)",
                        "WEIGHTS(0,1)",
                        "MEASURE(0,1)",
                        "ALPHA(1,0)",
                        "WEIGHTS(1,0)",
                        "ALPHA(1,1)",
                        "WEIGHTS(1,1)",
                        "MEASURE(1,1)");
        assertThat(search.finished()).isTrue();
        assertThat(search.updates()).isEqualTo(4);
    }

    @Test
    void alphaMovesWithEveryAlphaStep() {
        List<Draw> alphas = all(search(Mode.DNAS)).stream()
                .filter(d -> d.phase() == Phase.ALPHA)
                .toList();
        for (int i = 1; i < alphas.size(); i++) {
            assertThat(alphas.get(i).alpha().get(0))
                    .isNotEqualTo(alphas.get(i - 1).alpha().get(0));
        }
        assertThat(alphas.get(3).entropy()).isLessThan(alphas.get(0).entropy());
    }

    @Test
    void inTheRandomControlAlphaStays() {
        Search search = search(Mode.RANDOM);
        List<Draw> alphas =
                all(search).stream().filter(d -> d.phase() == Phase.ALPHA).toList();
        assertThat(alphas)
                .hasSize(4)
                .allSatisfy(d -> assertThat(d.alpha().toArray(double[][]::new))
                        .isDeepEqualTo(alphas.get(0).alpha().toArray(double[][]::new)));
        assertThat(search.updates()).isZero();
        assertThat(alphas.stream().map(Draw::genotype).distinct())
                .as("the draws themselves differ")
                .hasSize(4);
    }

    @Test
    void weightStepsTakeOnePathUntilTheyLearn() {
        RunSpec open = Specs.run(Mode.DNAS, 20);
        RunSpec closed = Specs.run(20, new SharedWeights(SharedWeights.Rule.SGD, 1e-3, 1));
        assertThat(weightPaths(new Search(closed, Specs.MACRO, Specs.STEPS, 0.7)))
                .as("a loss of 0.7 is chance's")
                .hasSize(1);
        assertThat(weightPaths(new Search(closed, Specs.MACRO, Specs.STEPS, 70)))
                .as("0.7 is far below")
                .hasSizeGreaterThan(1);
        assertThat(weightPaths(new Search(open, Specs.MACRO, Specs.STEPS, 0.7))).hasSize(20 * Specs.STEPS);
    }

    private static Set<Genotype> weightPaths(Search search) {
        return all(search).stream()
                .filter(d -> d.phase() == Phase.WEIGHTS)
                .map(Draw::genotype)
                .collect(Collectors.toSet());
    }

    @Test
    void theSameStepsGiveTheSameDrawsAgain() {
        List<Draw> first = all(search(Mode.DNAS));
        List<Draw> again = all(search(Mode.DNAS));
        assertThat(again).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(again.get(i).genotype()).isEqualTo(first.get(i).genotype());
            assertThat(again.get(i).alpha().toArray(double[][]::new))
                    .isDeepEqualTo(first.get(i).alpha().toArray(double[][]::new));
        }
    }

    @Test
    void aLowerGateRaisesWhatWasDrawn() {
        Search search = search(Mode.DNAS);
        Draw drawn = search.begin().get(0);
        double[] gates = new double[Specs.BLOCKS];
        gates[3] = -1;
        int k = drawn.genotype().indices()[3];
        assertThat(search.after(new StepTaken(drawn.job(), 0, 0, Phase.ALPHA, drawn.genotype(), 0.7, 0.5, 0, gates)))
                .hasSize(2);
        assertThat(search.alpha().rows()[3][k]).isGreaterThan(drawn.alpha().get(3)[k]);
    }

    @Test
    void aSearchWithoutAWholeStepIsRefusedWithItsRemedy() {
        assertThatThrownBy(() -> new Search(Specs.run(Mode.DNAS, 1), Specs.MACRO, 0))
                .hasMessageContaining("set")
                .hasMessageContaining("batch of 4")
                .hasMessageContaining("smaller batch");
    }
}
