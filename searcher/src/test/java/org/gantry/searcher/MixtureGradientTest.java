package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;
import org.junit.jupiter.api.Test;

class MixtureGradientTest {
    private static double[] gates(int count) {
        double[] gates = new double[count];
        Arrays.setAll(gates, i -> Math.sin(3 * i));
        return gates;
    }

    private static StepTaken taken(Draw draw, double[] gates) {
        return new StepTaken(draw.job(), draw.epoch(), draw.step(), draw.phase(), draw.genotype(), 0.7, 0.5, 0, gates);
    }

    @Test
    void itIsTheGradientOfALossLinearInTheProbabilities() {
        double[][] rows = {{0.3, -1, 0.2, 2, 0, 0.7, -0.4, 1}, {0, 0.5, -0.5, 1, -1, 0.2, 1.5, -2}};
        double[] gates = gates(2 * Operation.COUNT);
        GumbelSoftmax any = new GumbelSoftmax(Genotype.of(0, 0), rows, 1);
        StepTaken taken = new StepTaken("run/search", 0, 0, Phase.ALPHA, any.genotype(), 0.7, 0.5, 0, gates);
        double[][] gradient = new MixtureGradient().of(new Alpha(rows), List.of(new Trial(any, taken)));
        double h = 1e-5;
        for (int b = 0; b < 2; b++) {
            for (int j = 0; j < Operation.COUNT; j++) {
                double at = rows[b][j];
                rows[b][j] = at + h;
                double more = loss(rows[b], gates, b);
                rows[b][j] = at - h;
                double less = loss(rows[b], gates, b);
                rows[b][j] = at;
                assertThat(gradient[b][j]).isCloseTo((more - less) / (2 * h), within(1e-9));
            }
        }
    }

    private static double loss(double[] row, double[] gates, int block) {
        double[] logP = new Alpha(new double[][] {row}).logProbabilities(0);
        double loss = 0;
        for (int k = 0; k < row.length; k++) {
            loss += Math.exp(logP[k]) * gates[block * Operation.COUNT + k];
        }
        return loss;
    }

    @Test
    void inModeDartsWeightStepsBringTheAlphaThatTheStepBeforeHasMoved() {
        Search search = new Search(Specs.run(Mode.DARTS, 1), Specs.MACRO, Specs.STEPS);
        Draw first = search.begin().get(0);
        Draw weights = search.after(taken(first, gates(Specs.BLOCKS * Operation.COUNT)))
                .get(0);
        assertThat(weights.phase()).isEqualTo(Phase.WEIGHTS);
        assertThat(weights.alpha()).hasSize(Specs.BLOCKS);
        assertThat(weights.alpha().get(0))
                .isEqualTo(search.alpha().rows()[0])
                .isNotEqualTo(first.alpha().get(0));
    }
}
