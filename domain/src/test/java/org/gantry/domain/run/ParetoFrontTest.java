package org.gantry.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {
    private static ArchitectureMeasured measured(int epoch, double performance, long parameters, double latency) {
        return new ArchitectureMeasured(
                "run/search", epoch, Genotype.of(0), performance, 0.5, parameters, 10 * parameters, latency);
    }

    private static List<Integer> epochs(List<ArchitectureMeasured> architectures) {
        return architectures.stream().map(ArchitectureMeasured::epoch).toList();
    }

    @Test
    void theBestAtEachCostStandOnTheFrontTheCheapestFirst() {
        ParetoFront front = ParetoFront.of(
                Cost.PARAMETERS,
                List.of(
                        measured(0, 0.9, 300, 1),
                        measured(1, 0.7, 100, 1),
                        measured(2, 0.6, 200, 1),
                        measured(3, 0.8, 200, 1),
                        measured(4, 0.85, 400, 1)));
        assertThat(epochs(front.front())).containsExactly(1, 3, 0);
        assertThat(epochs(front.dominated())).containsExactly(2, 4);
    }

    @Test
    void equalsInPerformanceAreDecidedByCostAndEqualsInBothStandTogether() {
        ParetoFront front = ParetoFront.of(
                Cost.MACS,
                List.of(
                        measured(0, 0.8, 200, 1),
                        measured(1, 0.8, 100, 1),
                        measured(2, 0.8, 100, 1),
                        measured(3, 0.7, 100, 1)));
        assertThat(epochs(front.front())).containsExactly(1, 2);
        assertThat(epochs(front.dominated())).containsExactly(3, 0);
    }

    @Test
    void whatWasNotTimedHasNoPlaceByLatency() {
        ParetoFront front =
                ParetoFront.of(Cost.LATENCY, List.of(measured(0, 0.9, 100, 0), measured(1, 0.8, 200, 12.5)));
        assertThat(epochs(front.front())).containsExactly(1);
        assertThat(epochs(front.unknown())).containsExactly(0);
    }

    @Test
    void nothingMeasuredIsAnEmptyFront() {
        assertThat(ParetoFront.of(Cost.PARAMETERS, List.of()).front()).isEmpty();
    }

    @Test
    void itIsTheFrontOfTheDefinitionOnAnyCloud() {
        RandomFunction random = RandomFunction.of(11);
        List<ArchitectureMeasured> cloud = IntStream.range(0, 200)
                .mapToObj(i -> measured(i, random.below(2L * i, 20) / 20.0, 1 + random.below(2L * i + 1, 30), 1))
                .toList();
        ParetoFront front = ParetoFront.of(Cost.PARAMETERS, cloud);
        assertThat(front.front())
                .containsExactlyInAnyOrderElementsOf(cloud.stream()
                        .filter(a -> cloud.stream().noneMatch(b -> dominates(b, a)))
                        .toList());
        assertThat(front.front().size() + front.dominated().size()).isEqualTo(200);
    }

    private static boolean dominates(ArchitectureMeasured one, ArchitectureMeasured other) {
        return one.performance() >= other.performance()
                && one.parameters() <= other.parameters()
                && (one.performance() > other.performance() || one.parameters() < other.parameters());
    }
}
