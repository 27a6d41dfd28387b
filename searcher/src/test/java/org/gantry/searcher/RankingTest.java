package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static ArchitectureMeasured measured(int epoch, int operation, double performance, double loss) {
        return new ArchitectureMeasured("run/search", epoch, Genotype.of(operation), performance, loss, 1, 1);
    }

    @Test
    void theBestComeFirstAndAmongEqualsTheSmallerLoss() {
        assertThat(Ranking.top(
                        List.of(measured(0, 0, 0.5, 0.1), measured(1, 1, 0.9, 0.4), measured(2, 2, 0.9, 0.3)), 2))
                .containsExactly(Genotype.of(2), Genotype.of(1));
    }

    @Test
    void aGenotypeThatWasMeasuredTwiceStandsOnceAtItsBest() {
        assertThat(Ranking.top(
                        List.of(measured(0, 0, 0.5, 0.1), measured(1, 1, 0.6, 0.1), measured(2, 0, 0.7, 0.1)), 10))
                .containsExactly(Genotype.of(0), Genotype.of(1));
    }

    @Test
    void amongAllEqualsTheEarlierEpochComesFirst() {
        assertThat(Ranking.top(List.of(measured(1, 1, 0.5, 0.1), measured(0, 0, 0.5, 0.1)), 1))
                .containsExactly(Genotype.of(0));
    }
}
