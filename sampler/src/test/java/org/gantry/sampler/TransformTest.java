package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.junit.jupiter.api.Test;

class TransformTest {
    private static final RandomFunction RANDOM = RandomFunction.of(11);
    private static final VolumeGeometry GEOMETRY = new VolumeGeometry(
            new Vector3(50, 60, 70), new Vector3(0, 0, 3), new Vector3(0, -0.5, 0), new Vector3(-0.5, 0, 0));

    /** HU = -1350 + 10 column + 3 row + slice. */
    private static Scan scan(int slices, int rows, int columns, Intensity intensity) {
        List<float[]> all = new ArrayList<>();
        for (int s = 0; s < slices; s++) {
            float[] pixels = new float[rows * columns];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = -1350 + 10 * (i % columns) + 3 * (i / columns) + s;
            }
            all.add(pixels);
        }
        return new Scan(new ScanHeader("s", "p", "", intensity, GEOMETRY, rows, columns), all, List.of());
    }

    private static PreparedScan prepared(int slices, Grid size) {
        return Scans.prepared(scan(slices, 40, 50, Intensity.HU), Preprocessing.lung(size));
    }

    @Test
    void hounsfieldUnitsGoThroughTheLungWindow() {
        // no resize: the target is 4/5 of the slice
        Scan scan = new Scan(
                new ScanHeader("s", "p", "", Intensity.HU, GEOMETRY, 5, 5),
                List.of(new float[] {
                    0, 0, 0, 0, 0, //
                    0, -2000, -1350, -975, 0, //
                    0, -600, -225, 150, 0, //
                    0, 3000, 0, 0, 0, //
                    0, 0, 0, 0, 0
                }),
                List.of());
        PreparedScan prepared = Scans.prepared(scan, Preprocessing.lung(new Grid(1, 4, 4)));
        assertThat(prepared.slice(0)).hasSize(16);
        float[] p = prepared.slice(0);
        assertThat(new float[] {p[5], p[6], p[7], p[9], p[10], p[11], p[13]})
                .containsExactly(new float[] {0, 0, 0.25f, 0.5f, 0.75f, 1, 1}, within(1e-6f));
    }

    @Test
    void greyValuesGoThroughTheirRange() {
        float[] slice = new float[25];
        slice[6] = 51;
        Scan scan = new Scan(
                new ScanHeader("s", "p", "", Intensity.range(0, 255), GEOMETRY, 5, 5), List.of(slice), List.of());
        PreparedScan prepared = Scans.prepared(scan, Preprocessing.lung(new Grid(1, 4, 4)));
        assertThat(prepared.slice(0)[5]).isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void aVolumeHasMeanZeroAndDeviationOne() {
        for (SampledVolume v : List.of(
                Transform.evaluation(prepared(30, new Grid(16, 24, 24))),
                Transform.training(prepared(30, new Grid(16, 24, 24)), RANDOM))) {
            double sum = 0;
            double squares = 0;
            for (float x : v.volume().voxels()) {
                sum += x;
                squares += (double) x * x;
            }
            int n = v.volume().voxels().length;
            assertThat(sum / n).isCloseTo(0, within(1e-5));
            assertThat(squares / n).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void aVolumeOfOneGreyValueBecomesZeros() {
        float[] same = {0.3f, 0.3f, 0.3f};
        Transform.zScore(same);
        assertThat(same).containsOnly(0);
        float[] two = {1, 3};
        Transform.zScore(two);
        assertThat(two).containsExactly(-1, 1);
    }

    @Test
    void evaluationIsSymmetricAndUnflipped() {
        SampledVolume v = Transform.evaluation(prepared(30, new Grid(4, 8, 8)));
        assertThat(v.slices()).containsExactly(SliceSampler.symmetric(30, 4));
        float[] x = v.volume().voxels();
        assertThat(x[0]).as("columns rise").isLessThan(x[7]);
        assertThat(x[0]).as("rows rise").isLessThan(x[56]);
        assertThat(v.geometry().slice().length()).isCloseTo(3 * 7.6, within(1e-9));
    }

    @Test
    void trainingIsAFunctionOfThePlaceAndTakesAllFourFlips() {
        PreparedScan scan = prepared(30, new Grid(4, 8, 8));
        assertThat(Transform.training(scan, RANDOM.at(3)).volume().voxels())
                .isEqualTo(Transform.training(scan, RANDOM.at(3)).volume().voxels());
        Set<String> flips = new HashSet<>();
        int flippedRows = 0;
        for (int i = 0; i < 1000; i++) {
            float[] x = Transform.training(scan, RANDOM.at(i)).volume().voxels();
            flips.add((x[0] < x[7]) + "/" + (x[0] < x[56]));
            flippedRows += x[0] > x[56] ? 1 : 0;
        }
        assertThat(flips).hasSize(4);
        assertThat(flippedRows).isBetween(440, 560);
    }

    @Test
    void aVoxelLiesWhereItCameFrom() {
        // before z-scoring, brightness is a linear function of place, so the geometry can be checked against it
        Grid size = new Grid(5, 16, 16);
        PreparedScan scan = prepared(30, size);
        for (boolean height : new boolean[] {false, true}) {
            for (boolean width : new boolean[] {false, true}) {
                SampledVolume v = Transform.draw(scan, new int[] {1, 4, 7, 10, 13}, height, width);
                float[] x = v.volume().voxels();
                double scale = (x[voxel(size, 0, 8, 10)] - x[voxel(size, 0, 8, 6)])
                        / (hu(v.geometry().at(0, 8, 10)) - hu(v.geometry().at(0, 8, 6)));
                double there = x[voxel(size, 4, 3, 12)] - x[voxel(size, 1, 10, 5)];
                assertThat(there / scale)
                        .isCloseTo(
                                hu(v.geometry().at(4, 3, 12)) - hu(v.geometry().at(1, 10, 5)), within(0.05));
            }
        }
    }

    private static int voxel(Grid size, int d, int h, int w) {
        return (d * size.height() + h) * size.width() + w;
    }

    /** The formula of {@link #scan} from a place in patient space. */
    private static double hu(Vector3 place) {
        return -1350 + 10 * (50 - place.x()) / 0.5 + 3 * (60 - place.y()) / 0.5 + (place.z() - 70) / 3;
    }

    @Test
    void oneSliceMakesAWholeVolumeOfItsThickness() {
        SampledVolume v = Transform.training(prepared(1, new Grid(4, 8, 8)), RANDOM);
        assertThat(v.slices()).containsExactly(0, 0, 0, 0);
        assertThat(v.geometry().slice().length()).isEqualTo(0.75);
        assertThat(v.geometry().at(1.5, 0, 0).z()).as("the middle").isEqualTo(70);
    }

    @Test
    void oneSampledSliceStandsForTheWholeScan() {
        SampledVolume v = Transform.evaluation(prepared(9, new Grid(1, 8, 8)));
        assertThat(v.slices()).containsExactly(4);
        assertThat(v.geometry().slice().length()).isEqualTo(27);
        assertThat(v.geometry().origin().z()).isEqualTo(82);
    }

    @Test
    void slicesAtEqualIntervalsGiveExactlyTheirLine() {
        assertThat(Transform.line(new int[] {2, 5, 8}, 11)).containsExactly(2, 3);
        assertThat(Transform.line(new int[] {0, 0, 1, 1}, 2)).containsExactly(new double[] {-0.1, 0.4}, within(1e-12));
    }

    @Test
    void aPreparedScanKnowsItsMemory() {
        assertThat(prepared(30, new Grid(4, 8, 8)).bytes()).isEqualTo(4L * 64 * 30);
    }

    @Test
    void aVolumeOfOtherDepthThanItsSlicesIsRefused() {
        assertThatThrownBy(() -> new SampledVolume(
                        new Volume(new Grid(1, 1, 1), new float[1]), new int[2], VolumeGeometry.UNKNOWN))
                .hasMessageContaining("not drawn from 2 slices");
    }
}
