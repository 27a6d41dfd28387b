package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gantry.domain.network.CamGrid;
import org.gantry.domain.network.Grid;
import org.junit.jupiter.api.Test;

class CamUpsamplingTest {
    private static final Grid CELLS = new Grid(4, 2, 2);
    private static final Grid VOLUME = new Grid(16, 64, 64);
    private static final CamGrid GRID = new CamGrid(CELLS, new double[] {4, 32, 32}, new double[3]);

    private static float at(float[] map, int z, int y, int x) {
        return map[(z * VOLUME.height() + y) * VOLUME.width() + x];
    }

    @Test
    void anImpulsePeaksWhereItsCellIsCentred() {
        float[] cells = new float[CELLS.positions()];
        cells[(2 * 2 + 1) * 2] = 1;

        float[] map = CamUpsampling.of(cells, GRID, VOLUME);

        assertThat(at(map, 8, 32, 0)).isEqualTo(1);
        assertThat(at(map, 7, 32, 0)).isCloseTo(0.75f, within(1e-6f));
        assertThat(at(map, 8, 16, 8)).isCloseTo(0.5f * 0.75f, within(1e-6f));
        assertThat(at(map, 4, 32, 0)).isZero();
        assertThat(at(map, 12, 32, 0)).isZero();
    }

    @Test
    void anImpulseOfAShiftedGridPeaksAtItsShift() {
        CamGrid shifted = new CamGrid(CELLS, new double[] {4, 32, 32}, new double[] {1, 2.5, 0});
        float[] cells = new float[CELLS.positions()];
        cells[(2 * 2 + 1) * 2] = 1;

        float[] map = CamUpsampling.of(cells, shifted, VOLUME);

        // centred at voxel (4 * 2 + 1, 32 + 2.5, 0)
        assertThat(at(map, 9, 35, 0)).isEqualTo(1);
        assertThat(at(map, 9, 34, 0)).isCloseTo(1 - 0.5f / 32, within(1e-6f));
        assertThat(at(map, 8, 35, 0)).isCloseTo(0.75f, within(1e-6f));
        assertThat(at(map, 5, 35, 0)).isZero();
        assertThat(at(map, 13, 35, 0)).isZero();
    }

    @Test
    void cellsAreBroughtToOtherCellsAndStayAsTheyAreAtTheirOwn() {
        CamGrid coarse = new CamGrid(new Grid(1, 1, 3), new double[] {4, 4, 4}, new double[] {0, 0, 1.5});
        CamGrid fine = new CamGrid(new Grid(1, 1, 6), new double[] {4, 4, 2}, new double[3]);
        Cam.Cells cells = new Cam.Cells(CamMethod.CAM, coarse, new float[][] {{1, 3, -5}, {0.1f, 0.2f, 0.3f}});

        assertThat(cells.at(coarse).values()).isDeepEqualTo(cells.values());
        // places 0, 2, .. 10 lie (0, 0.125, 0.625, 1.125, 1.625, 2) cells from the first
        assertThat(cells.at(fine).values()[0]).containsExactly(new float[] {1, 1.25f, 2.25f, 2, -2, -5}, within(1e-6f));
        assertThat(cells.at(fine).grid()).isSameAs(fine);
    }

    @Test
    void beforeTheFirstCellOfAShiftedGridItsValueStays() {
        CamGrid shifted = new CamGrid(CELLS, new double[] {4, 32, 32}, new double[] {1.5, 3, 3});
        float[] cells = new float[CELLS.positions()];
        cells[0] = 5;

        float[] map = CamUpsampling.of(cells, shifted, VOLUME);

        assertThat(at(map, 0, 0, 0)).isEqualTo(5);
        assertThat(at(map, 1, 3, 2)).isEqualTo(5);
        assertThat(at(map, 1, 3, 19)).isCloseTo(2.5f, within(1e-6f));
    }

    @Test
    void beyondTheLastCellItsValueStays() {
        float[] cells = new float[CELLS.positions()];
        cells[cells.length - 1] = 3;

        float[] map = CamUpsampling.of(cells, GRID, VOLUME);

        assertThat(at(map, 15, 63, 63)).isEqualTo(3);
        assertThat(at(map, 12, 32, 32)).isEqualTo(3);
    }

    @Test
    void aConstantStaysConstant() {
        float[] cells = new float[CELLS.positions()];
        java.util.Arrays.fill(cells, 2.5f);

        assertThat(CamUpsampling.of(cells, GRID, VOLUME)).containsOnly(2.5f);
    }
}
