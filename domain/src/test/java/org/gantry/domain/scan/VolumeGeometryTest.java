package org.gantry.domain.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VolumeGeometryTest {
    private static final Vector3 ZERO = new Vector3(0, 0, 0);
    private final VolumeGeometry geometry = new VolumeGeometry(
            new Vector3(10, 20, 30), new Vector3(0, 0, 5), new Vector3(0, -0.5, 0), new Vector3(-0.5, 0, 0));

    @Test
    void aVoxelLiesAtOriginPlusSteps() {
        assertThat(geometry.at(0, 0, 0)).isEqualTo(new Vector3(10, 20, 30));
        assertThat(geometry.at(2, 4, 1)).isEqualTo(new Vector3(9.5, 18, 40));
    }

    @Test
    void aRegriddedVoxelLiesWhereTheOldOneLay() {
        VolumeGeometry coarse = geometry.regrid(new double[] {1, 0.5, 3}, new double[] {2, 2, -1});
        assertThat(coarse.at(0, 0, 0)).isEqualTo(geometry.at(1, 0.5, 3));
        assertThat(coarse.at(3, 2, 1)).isEqualTo(geometry.at(7, 4.5, 2));
    }

    @Test
    void axesWithoutLengthOrInOnePlaneAreRefused() {
        Vector3 x = new Vector3(1, 0, 0);
        assertThatThrownBy(() -> new VolumeGeometry(ZERO, ZERO, x, x)).hasMessageContaining("more than 0 mm");
        assertThatThrownBy(() -> new VolumeGeometry(ZERO, new Vector3(Double.NaN, 0, 0), x, x))
                .hasMessageContaining("more than 0 mm");
        assertThatThrownBy(() -> new VolumeGeometry(ZERO, x, new Vector3(0, 1, 0), new Vector3(1, 1, 0)))
                .hasMessageContaining("one plane");
    }

    @Test
    void anUnknownGeometryIsLookedAtAsCtIs() {
        assertThat(VolumeGeometry.UNKNOWN.at(0, 0, 1).x())
                .as("the left of the patient")
                .isNegative();
        assertThat(VolumeGeometry.UNKNOWN.at(0, 1, 0).y()).as("the back").isNegative();
        assertThat(VolumeGeometry.UNKNOWN.at(1, 0, 0).z()).as("the head").isPositive();
    }

    @Test
    void aNegativeZeroIsZero() {
        assertThat(new Vector3(1, 0, 0).times(-1))
                .isEqualTo(new Vector3(-1, 0, 0))
                .hasToString("Vector3[x=-1.0, y=0.0, z=0.0]");
    }

    @Test
    void aCrossProductIsPerpendicular() {
        assertThat(new Vector3(1, 0, 0).cross(new Vector3(0, 1, 0))).isEqualTo(new Vector3(0, 0, 1));
        assertThat(new Vector3(3, 4, 12).length()).isEqualTo(13);
    }
}
