package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.network.Operation;
import org.junit.jupiter.api.Test;

class ExpectedCostTest {
    private static final Grid INPUT = new Grid(8, 16, 16);
    private static final ExpectedCost COST = ExpectedCost.of(Specs.MACRO, INPUT);

    private static double[][] oneHot(Genotype genotype) {
        double[][] rows = new double[genotype.blocks()][Operation.COUNT];
        for (int b = 0; b < rows.length; b++) {
            rows[b][genotype.operation(b).index()] = 1000;
        }
        return rows;
    }

    private static Genotype all(int operation) {
        int[] indices = new int[Specs.BLOCKS];
        Arrays.fill(indices, operation);
        return Genotype.of(indices);
    }

    private static long macs(Genotype genotype) {
        return NetworkDescription.of(new CovidNet3d(Specs.MACRO, genotype), INPUT)
                .macs();
    }

    @Test
    void aDecidedAlphaCostsWhatItsNetworkDoes() {
        double most = COST.of(new Alpha(oneHot(all(6))));
        double three = COST.of(new Alpha(oneHot(all(0))));
        double skip = COST.of(new Alpha(oneHot(all(7))));
        assertThat(most).isCloseTo(1, within(1e-12));
        assertThat((most - three) / (most - skip))
                .isCloseTo((double) (macs(all(6)) - macs(all(0))) / (macs(all(6)) - macs(all(7))), within(1e-12));
    }

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        double[][] rows = new double[Specs.BLOCKS][Operation.COUNT];
        for (int b = 0; b < rows.length; b++) {
            for (int k = 0; k < Operation.COUNT; k++) {
                rows[b][k] = RandomFunction.of(31).at(b).gaussian(k);
            }
        }
        double[][] gradient = COST.gradient(new Alpha(rows));
        double h = 1e-5;
        for (int b = 0; b < rows.length; b++) {
            for (int k = 0; k < Operation.COUNT; k++) {
                double at = rows[b][k];
                rows[b][k] = at + h;
                double more = COST.of(new Alpha(rows));
                rows[b][k] = at - h;
                double less = COST.of(new Alpha(rows));
                rows[b][k] = at;
                assertThat(gradient[b][k]).isCloseTo((more - less) / (2 * h), within(1e-9));
            }
        }
    }
}
