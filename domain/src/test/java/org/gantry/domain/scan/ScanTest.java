package org.gantry.domain.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gantry.domain.network.Grid;
import org.junit.jupiter.api.Test;

class ScanTest {
    private static final float[] SLICE = {1, 2, 3, 4, 5, 6};

    private static ScanHeader header(String scanId) {
        return new ScanHeader(scanId, "patient", "", Intensity.HU, VolumeGeometry.UNKNOWN, 2, 3);
    }

    @Test
    void aScanGivesItsSlicesAsEvents() {
        Slice slice = new Scan(header("a"), List.of(SLICE, SLICE), List.of()).slice(1);
        assertThat(slice.index()).isEqualTo(1);
        assertThat(slice.expected()).isEqualTo(2);
        assertThat(slice.pixels()).isEqualTo(SLICE);
    }

    @Test
    void aScanWithoutSlicesOrWithSlicesOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> new Scan(header("a"), List.of(), List.of())).hasMessageContaining("no slice");
        assertThatThrownBy(() -> new Scan(header("a"), List.of(SLICE, new float[5]), List.of()))
                .hasMessage("scan a holds a slice of 5 pixels, not 2x3");
    }

    @Test
    void theContentDigestChangesWithEveryVoxelAndWithTheHeader() {
        String digest = new Scan(header("a"), List.of(SLICE), List.of()).contentDigest();
        assertThat(new Scan(header("a"), List.of(SLICE.clone()), List.of("an oddity")).contentDigest())
                .isEqualTo(digest);
        assertThat(new Scan(header("a"), List.of(new float[] {1, 2, 3, 4, 5, 7}), List.of()).contentDigest())
                .isNotEqualTo(digest);
        assertThat(new Scan(header("b"), List.of(SLICE), List.of()).contentDigest())
                .isNotEqualTo(digest);
    }

    @Test
    void aSliceOutsideItsScanIsRefused() {
        assertThatThrownBy(() -> new Slice(header("a"), 3, 3, SLICE)).hasMessageContaining("slice 3 of scan a");
        assertThatThrownBy(() -> new Slice(header("a"), -1, 3, SLICE)).hasMessageContaining("not one of 3");
        assertThatThrownBy(() -> new Slice(header("a"), 0, 3, new float[2])).hasMessageContaining("2 pixels");
    }

    @Test
    void aHeaderNeedsIdsAndPixels() {
        assertThatThrownBy(() -> header(" ")).hasMessageContaining("needs an id");
        assertThatThrownBy(() -> new ScanHeader("a", "p", "", Intensity.HU, VolumeGeometry.UNKNOWN, 0, 3))
                .hasMessageContaining("0x3 pixels");
    }

    @Test
    void aCompletedScanHasSlices() {
        assertThatThrownBy(() -> new ScanCompleted(header("a"), 0, "digest", List.of()))
                .hasMessageContaining("without a slice");
    }

    @Test
    void greyValuesNeedARangeAndHounsfieldUnitsNone() {
        assertThatThrownBy(() -> Intensity.range(5, 5)).hasMessageContaining("no range");
        assertThatThrownBy(() -> Intensity.range(0, Double.POSITIVE_INFINITY)).hasMessageContaining("no range");
        assertThat(new Intensity(true, 3, 1)).isEqualTo(Intensity.HU);
    }

    @Test
    void aVolumeFillsItsGrid() {
        assertThatThrownBy(() -> new Volume(new Grid(2, 2, 2), new float[7])).hasMessageContaining("8 voxels, not 7");
    }

    @Test
    void aPreprocessingOfWholeScansKeepsTheDigestThatModelsCarry() {
        assertThat(Preprocessing.lung(new Grid(16, 64, 64)).digest())
                .isEqualTo("20295a5ec13ec1d12145f057842b14b57b02ba2ab4a6eb04bfb845be2f20105b");
    }

    @Test
    void preprocessingsAreToldApartByTheirDigests() {
        Preprocessing lung = Preprocessing.lung(new Grid(16, 64, 64));
        assertThat(lung.digest())
                .isEqualTo(Preprocessing.lung(new Grid(16, 64, 64)).digest());
        assertThat(lung.digest()).isNotEqualTo(lung.lungsOnly(true).digest());
        assertThat(lung.lungsOnly(true).lungsOnly(false)).isEqualTo(lung);
        assertThat(lung.digest()).isNotEqualTo(new Preprocessing(new Grid(16, 64, 64), -600, 1501).digest());
        assertThatThrownBy(() -> new Preprocessing(new Grid(1, 1, 1), 0, 0)).hasMessageContaining("width above 0");
    }
}
