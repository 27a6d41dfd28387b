package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;
import org.junit.jupiter.api.Test;

class StepJoinTest {
    private static final int SHARES = 3;

    private static StepTaken step(int share, Draw draw) {
        double[] gates = new double[draw.phase() == Phase.ALPHA ? Specs.BLOCKS : 0];
        Arrays.setAll(gates, b -> Math.sin(1 + b + draw.step() + 0.1 * share));
        return new StepTaken(
                "run/search/" + share,
                draw.epoch(),
                draw.step(),
                draw.phase(),
                draw.genotype(),
                0.1 * (1 + share),
                0.5,
                1,
                gates);
    }

    /** All of alpha's rows at the end of a search whose shares' steps arrive in an order of chance, some twice. */
    private static double[][] alphaAfter(long order) {
        Search search = new Search(Specs.run(Mode.DNAS, 2), Specs.MACRO, Specs.STEPS);
        StepJoin join = new StepJoin("run/search", SHARES);
        List<List<Draw>> ahead = new ArrayList<>();
        for (int share = 0; share < SHARES; share++) {
            ahead.add(new ArrayList<>(search.begin()));
        }
        Random random = new Random(order);
        while (!search.finished()) {
            int share = random.nextInt(SHARES);
            if (!ahead.get(share).isEmpty()) {
                Draw draw = ahead.get(share).remove(0);
                if (share == 0 || draw.phase() != Phase.MEASURE) {
                    join.add(share, step(share, draw));
                    join.add(share, step(share, draw));
                }
            }
            for (Optional<StepTaken> next = join.next(); next.isPresent(); next = join.next()) {
                List<Draw> draws = search.after(next.get());
                ahead.forEach(queue -> queue.addAll(draws));
            }
        }
        return search.alpha().rows();
    }

    @Test
    void anyOrderOfArrivalGivesTheSameAlpha() {
        double[][] expected = alphaAfter(0);
        for (long order = 1; order < 20; order++) {
            assertThat(alphaAfter(order)).isDeepEqualTo(expected);
        }
    }

    @Test
    void aStepIsTheMeanOfAllSharesAndWaitsForTheLast() {
        StepJoin join = new StepJoin("run/search", 2);
        Draw draw = new Draw("run/search", 1, 2, Phase.ALPHA, Genotype.of(1, 2), List.of(), 0);
        join.add(1, step(2, draw));
        assertThat(join.next()).isEmpty();
        assertThat(join.missing()).isZero();
        join.add(0, step(0, draw));
        StepTaken joined = join.next().orElseThrow();
        assertThat(joined.job()).isEqualTo("run/search");
        assertThat(joined.loss()).isEqualTo((0.1 + 0.1 * 3) / 2);
        assertThat(joined.gates()[5]).isEqualTo((Math.sin(8) + Math.sin(8 + 0.1 * 2)) / 2);
        assertThat(join.next()).isEmpty();
    }

    @Test
    void aMeasurementIsTheFirstSharesAlone() {
        StepJoin join = new StepJoin("run/search", 2);
        StepTaken measured = step(0, new Draw("run/search", 1, 2, Phase.MEASURE, Genotype.of(1, 2), List.of(), 0));
        join.add(0, measured);
        assertThat(join.next()).containsSame(measured);
    }

    @Test
    void sharesThatTookOtherDrawsAreNoSearch() {
        StepJoin join = new StepJoin("run/search", 2);
        join.add(0, step(0, new Draw("run/search", 0, 0, Phase.ALPHA, Genotype.of(1, 2), List.of(), 0)));
        join.add(1, step(1, new Draw("run/search", 0, 0, Phase.ALPHA, Genotype.of(1, 3), List.of(), 0)));
        assertThatThrownBy(join::next).hasMessageContaining("share 1 of run/search");
    }
}
