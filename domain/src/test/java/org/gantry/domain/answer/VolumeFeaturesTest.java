package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntUnaryOperator;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Volume;
import org.junit.jupiter.api.Test;

class VolumeFeaturesTest {
    private static final Grid GRID = new Grid(12, 32, 40);

    private static float[] noise() {
        float[] voxels = new float[GRID.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) RandomFunction.of(2).gaussian(i);
        }
        return voxels;
    }

    private static double[] of(float[] voxels) {
        return VolumeFeatures.of(new Volume(GRID, voxels));
    }

    @Test
    void flipsAlongHeightAndWidthChangeNothing() {
        float[] voxels = noise();
        IntUnaryOperator alongHeight =
                i -> i + (GRID.height() - 1 - 2 * (i / GRID.width() % GRID.height())) * GRID.width();
        IntUnaryOperator alongWidth = i -> i + GRID.width() - 1 - 2 * (i % GRID.width());
        for (IntUnaryOperator flip : new IntUnaryOperator[] {alongHeight, alongWidth}) {
            float[] flipped = new float[voxels.length];
            for (int i = 0; i < voxels.length; i++) {
                flipped[flip.applyAsInt(i)] = voxels[i];
            }
            assertThat(flipped).isNotEqualTo(voxels);
            assertThat(of(flipped)).containsExactly(of(voxels), within(1e-6));
        }
    }

    @Test
    void noiseHasTheQuantilesAndTheChangeOfANormalDistribution() {
        double[] features = of(noise());
        assertThat(features).hasSize(VolumeFeatures.COUNT);
        assertThat(features[1]).isCloseTo(-1.28, within(0.05));
        assertThat(features[3]).isCloseTo(0, within(0.05));
        assertThat(features[5]).isCloseTo(1.28, within(0.05));
        // neighbours differ by sqrt 2 deviations, whose mean is 2 / sqrt pi, near or far
        for (int axis = 7; axis < 10; axis++) {
            assertThat(features[axis]).isCloseTo(Math.log(2 / Math.sqrt(Math.PI)), within(0.05));
        }
        assertThat(features[10]).isCloseTo(1, within(0.05));
    }

    @Test
    void aSlopeIsSmoothAndOneSided() {
        float[] voxels = new float[GRID.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (i % GRID.width() - 19.5f) / 11.5f;
        }
        double[] features = of(voxels);
        assertThat(features[10]).isCloseTo(2, within(0.02));
        assertThat(features[8]).isCloseTo(Math.log(1e-3), within(1e-6));
        assertThat(features[13]).isGreaterThan(1.5);
        assertThat(features[14]).isCloseTo(0, within(1e-3));
    }

    @Test
    void aVolumeOfOneGreyValueHasFiniteFeatures() {
        for (double feature : of(new float[GRID.positions()])) {
            assertThat(feature).isFinite();
        }
    }
}
