package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.sampler.lung.MadeBody;
import org.junit.jupiter.api.Test;

/** Lungs are cut out before a scan is windowed and resized, where its preprocessing says so. */
class LungsOnlyTest {
    private static final Preprocessing WHOLE = Preprocessing.lung(new Grid(8, 96, 96));

    private static PreparedScan prepared(List<float[]> slices, Intensity intensity, Preprocessing preprocessing) {
        ScanHeader header = new ScanHeader("s", "p", "", intensity, VolumeGeometry.UNKNOWN, 128, 128);
        return Scans.prepared(new Scan(header, slices, List.of()), preprocessing);
    }

    private static List<float[]> slices(PreparedScan scan) {
        return IntStream.range(0, scan.depth()).mapToObj(scan::slice).toList();
    }

    @Test
    void allButTheLungsIsBlack() {
        List<float[]> body = MadeBody.hu(true, 1);
        PreparedScan whole = prepared(body, Intensity.HU, WHOLE);
        PreparedScan lungs = prepared(body, Intensity.HU, WHOLE.lungsOnly(true));
        float[] before = whole.slice(12);
        float[] after = lungs.slice(12);
        int centre = 48 * 96 + 48;
        int left = 48 * 96 + 16;
        assertThat(before[centre]).isGreaterThan(0.8f);
        assertThat(after[centre]).isZero();
        assertThat(after[left]).isEqualTo(before[left]).isBetween(0.2f, 0.5f);
        assertThat(lungs.geometry()).isEqualTo(whole.geometry());
    }

    @Test
    void greyValuesAreTakenAsShownInTheWindow() {
        List<float[]> grey = MadeBody.hu(true, 1).stream()
                .map(slice -> {
                    float[] out = new float[slice.length];
                    for (int at = 0; at < out.length; at++) {
                        out[at] = Math.max(0, Math.min(255, (slice[at] + 1350) / 1500 * 255));
                    }
                    return out;
                })
                .toList();
        PreparedScan hu = prepared(MadeBody.hu(true, 1), Intensity.HU, WHOLE.lungsOnly(true));
        PreparedScan range = prepared(grey, Intensity.range(0, 255), WHOLE.lungsOnly(true));
        for (int s = 0; s < hu.depth(); s++) {
            assertThat(range.slice(s)).containsExactly(hu.slice(s), Offset.offset(1e-3f));
        }
    }

    /** What COVID-CTset's floating slices are: HU + 1024 divided by the largest number, so that the window is lost. */
    @Test
    void greyValuesWithoutTheirWindowAreLeftWhole() {
        List<float[]> divided = MadeBody.hu(true, 1).stream()
                .map(slice -> {
                    float[] out = new float[slice.length];
                    for (int at = 0; at < out.length; at++) {
                        out[at] = Math.max(0, (slice[at] + 1024) / 2500);
                    }
                    return out;
                })
                .toList();
        assertThat(slices(prepared(divided, Intensity.range(0, 1), WHOLE.lungsOnly(true))))
                .usingRecursiveComparison()
                .isEqualTo(slices(prepared(divided, Intensity.range(0, 1), WHOLE)));
    }

    @Test
    void aScanWithoutLungsIsLeftWhole() {
        List<float[]> body = MadeBody.hu(false, 1);
        assertThat(slices(prepared(body, Intensity.HU, WHOLE.lungsOnly(true))))
                .usingRecursiveComparison()
                .isEqualTo(slices(prepared(body, Intensity.HU, WHOLE)));
    }
}
