package org.gantry.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.Estimator.Gradient;
import org.gantry.domain.run.SearchSettings.Mode;
import org.junit.jupiter.api.Test;

/** Small searches that must find what was planted; {@code bench/run planted} does it over seeds and estimators. */
class PlantedTest {
    @Test
    void whatIsPlantedIsTrueForNetworksTrainedAlone() {
        assertThat(PlantedSearch.alone(Planted.LONG_RANGE, Operation.MB_CONV_7_3, 150, 1))
                .isGreaterThan(0.95);
        assertThat(PlantedSearch.alone(Planted.LONG_RANGE, Operation.MB_CONV_5_4, 150, 1))
                .isBetween(0.35, 0.65);
        assertThat(PlantedSearch.alone(Planted.LONG_RANGE, Operation.SKIP, 150, 1))
                .isBetween(0.35, 0.65);
        assertThat(PlantedSearch.alone(Planted.PER_VOXEL, Operation.SKIP, 150, 1))
                .isGreaterThan(0.95);
    }

    @Test
    void longRangeStructureIsFoundByTheScoreOfTwoDrawsAndTheSameSeedFindsTheSame() {
        PlantedSearch search = new PlantedSearch(
                Planted.LONG_RANGE,
                6,
                Mode.DNAS,
                new Estimator(Gradient.SCORE, 2, 0, 0),
                new PlantedSearch.Temperature(5, 0.5));
        double[][] probabilities = search.run(1);
        assertThat(Planted.LONG_RANGE.operations()).contains(PlantedSearch.first(Planted.LONG_RANGE, probabilities));
        assertThat(search.run(1)).isDeepEqualTo(probabilities);
    }

    @Test
    void whereSkipSufficesThePriceOfMultiplicationsMakesItFirst() {
        PlantedSearch search = new PlantedSearch(
                Planted.PER_VOXEL,
                8,
                Mode.DNAS,
                new Estimator(Gradient.SCORE, 2, 0, 0.3),
                new PlantedSearch.Temperature(5, 0.5));
        assertThat(PlantedSearch.first(Planted.PER_VOXEL, search.run(1))).isEqualTo(Operation.SKIP);
    }
}
