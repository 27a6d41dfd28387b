package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.network.CamGrid;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;
import org.junit.jupiter.api.Test;

class ScanCamTest {
    /** Of a tilted scan: its axes are not perpendicular. */
    private static final VolumeGeometry TILTED = new VolumeGeometry(
            new Vector3(-90, 120, -300), new Vector3(0, 0.6, 2.5), new Vector3(0, -0.7, 0), new Vector3(0.7, 0, 0));

    private static final ScanHeader HEADER = new ScanHeader("a", "p", "", Intensity.HU, TILTED, 40, 48);
    private static final Grid SIZE = new Grid(4, 16, 16);
    private static final CamGrid CELLS =
            new CamGrid(new Grid(2, 4, 4), new double[] {2, 4, 4}, new double[] {0, 1.5, 0});

    /** The map begins at row 4 and column 8 of the scan, two pixels a position. */
    private static Cam cam(int... slices) {
        float[][] cells = new float[2][CELLS.cells().positions()];
        for (int i = 0; i < cells[1].length; i++) {
            cells[0][i] = -i;
            cells[1][i] = i * i;
        }
        VolumeGeometry geometry = TILTED.regrid(new double[] {1, 4, 8}, new double[] {2, 2, 2});
        return Cam.of(
                "a",
                "digest",
                List.of("Normal", "NCP"),
                1,
                new Cam.Cells(CamMethod.CAM, CELLS, cells),
                SIZE,
                geometry,
                slices);
    }

    private static float map(Cam cam, int d, int h, int w) {
        return cam.map().values()[(d * SIZE.height() + h) * SIZE.width() + w];
    }

    @Test
    void aPixelOfADrawnSliceHasTheValueOfThePositionThatLiesThere() {
        Cam cam = cam(1, 3, 5, 7);
        float[] slice = new ScanCam(cam, HEADER, 9).slice(5);
        for (int h = 0; h < SIZE.height(); h++) {
            for (int w = 0; w < SIZE.width(); w++) {
                int pixel = (4 + 2 * h) * 48 + 8 + 2 * w;
                assertThat(slice[pixel]).isCloseTo(map(cam, 2, h, w), within(1e-3f));
            }
        }
    }

    @Test
    void betweenPositionsAndBetweenSlicesItIsLinear() {
        Cam cam = cam(1, 3, 5, 7);
        float[] slice = new ScanCam(cam, HEADER, 9).slice(4);
        float expected = (map(cam, 1, 3, 5) + map(cam, 1, 3, 6) + map(cam, 2, 3, 5) + map(cam, 2, 3, 6)) / 4;
        assertThat(slice[(4 + 2 * 3) * 48 + 8 + 2 * 5 + 1]).isCloseTo(expected, within(1e-3f));
    }

    @Test
    void whatWasCroppedAwayHasNoValue() {
        float[] slice = new ScanCam(cam(1, 3, 5, 7), HEADER, 9).slice(5);
        assertThat(slice[2 * 48 + 20]).isNaN();
        assertThat(slice[20 * 48 + 6]).isNaN();
        assertThat(slice[3 * 48 + 7]).as("half a position before the first").isNotNaN();
        assertThat(slice[20 * 48 + 40]).isNaN();
        assertThat(IntStream.range(0, slice.length).filter(i -> !Float.isNaN(slice[i])))
                .hasSize(32 * 32 + 32 + 32 + 1);
    }

    @Test
    void slicesThatWereLeftOutLieBetweenAndRepeatedOnesInTheMiddle() {
        ScanCam sparse = new ScanCam(cam(1, 4, 5, 8), HEADER, 10);
        assertThat(IntStream.range(0, 10).mapToDouble(sparse::place).toArray())
                .containsExactly(
                        new double[] {0, 0, 1 / 3.0, 2 / 3.0, 1, 2, 2 + 1 / 3.0, 2 + 2 / 3.0, 3, 3}, within(1e-9));
        ScanCam repeated = new ScanCam(cam(0, 0, 1, 1), HEADER, 2);
        assertThat(repeated.place(0)).isEqualTo(0.5);
        assertThat(repeated.place(1)).isEqualTo(2.5);
    }

    @Test
    void anotherClassHasItsOwnMap() {
        Cam normal = cam(1, 3, 5, 7).ofClass("Normal");
        assertThat(normal.label()).isEqualTo("Normal");
        for (float value : normal.map().values()) {
            assertThat(value).isNotPositive();
        }
        assertThatThrownBy(() -> normal.ofClass("CP")).hasMessageContaining("knows no class CP, but [Normal, NCP]");
    }

    @Test
    void aSlicesScoreIsItsMean() {
        Cam cam = cam(1, 3, 5, 7);
        double sum = 0;
        for (int i = 0; i < 256; i++) {
            sum += cam.map().values()[3 * 256 + i];
        }
        assertThat(cam.sliceScores()[3]).isCloseTo((float) (sum / 256), within(1e-3f));
    }
}
