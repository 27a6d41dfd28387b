package org.gantry.domain.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SliceCountsTest {
    private final List<DatasetManifest.Entry> entries = new ArrayList<>();
    private final List<ScanCompleted> scans = new ArrayList<>();

    private void scans(int count, int label, int slices) {
        for (int i = 0; i < count; i++) {
            String id = "s" + entries.size();
            entries.add(new DatasetManifest.Entry(id, id, label, Role.SEARCH_TRAIN, ""));
            ScanHeader header = new ScanHeader(id, id, "", Intensity.HU, VolumeGeometry.UNKNOWN, 1, 1);
            scans.add(new ScanCompleted(header, slices, "", List.of()));
        }
    }

    private Optional<String> leak() {
        return SliceCounts.leak(new DatasetManifest("set", List.of("Normal", "NCP"), entries), scans);
    }

    @Test
    void fewSlicesThatTellThePositiveLabelAreSaidWithTheirThreshold() {
        scans(40, 1, 15);
        scans(10, 1, 60);
        scans(48, 0, 50);
        scans(2, 0, 15);
        assertThat(leak().orElseThrow())
                .startsWith("the number of slices alone tells NCP in 88 % of the scans (fewer than 50 slices; the most"
                        + " frequent answer: 50 %)");
    }

    @Test
    void manySlicesTellItTheOtherWayRound() {
        scans(10, 0, 15);
        scans(10, 1, 60);
        assertThat(leak().orElseThrow()).contains("in 100 %", "at least 60 slices");
    }

    @Test
    void countsThatSayLittleOrAreAllAlikeAreNotSaid() {
        scans(10, 0, 15);
        scans(10, 1, 15);
        assertThat(leak()).isEmpty();
        scans(1, 1, 16);
        scans(1, 0, 17);
        assertThat(leak()).isEmpty();
    }

    @Test
    void scansOfOtherDataSetsDoNotCount() {
        scans(10, 0, 15);
        scans(10, 1, 15);
        List<DatasetManifest.Entry> ours = List.copyOf(entries);
        scans(10, 1, 60);
        assertThat(SliceCounts.leak(new DatasetManifest("set", List.of("Normal", "NCP"), ours), scans))
                .isEmpty();
    }
}
