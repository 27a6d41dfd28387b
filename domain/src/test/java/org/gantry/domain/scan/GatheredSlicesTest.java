package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.sampler.ScanAssembly.Decision;
import org.gantry.sampler.ScanAssembly.Verdict;
import org.junit.jupiter.api.Test;

class ScanAssemblyTest {
    private static final ScanHeader HEADER =
            new ScanHeader("scan", "patient", "", Intensity.HU, VolumeGeometry.UNKNOWN, 1, 2);

    private ScanAssembly assembly = ScanAssembly.awaiting(slice(0));

    private static Slice slice(int index) {
        return new Slice(HEADER, index, 3, new float[] {index, 7});
    }

    private Verdict accept(Slice slice) {
        Decision decision = assembly.accept(slice);
        assembly = decision.next();
        return decision.verdict();
    }

    @Test
    void slicesInAnyOrderMakeTheScanComplete() {
        for (int i = 0; i < 20; i++) {
            assembly = ScanAssembly.awaiting(slice(1));
            for (int index : RandomFunction.of(i).permutation(3)) {
                assertThat(assembly.complete()).isFalse();
                assertThat(accept(slice(index))).isEqualTo(Verdict.KEEP);
            }
            assertThat(assembly.complete()).isTrue();
            assertThat(assembly.oddities()).isEmpty();
        }
    }

    @Test
    void whatIsMissingIsKnown() {
        assertThat(accept(slice(1))).isEqualTo(Verdict.KEEP);
        assertThat(assembly.missing()).containsExactly(0, 2);
    }

    @Test
    void repeatedSlicesAreDroppedAndCounted() {
        assertThat(List.of(accept(slice(1)), accept(slice(1)), accept(slice(1))))
                .containsExactly(Verdict.KEEP, Verdict.REPEATED, Verdict.REPEATED);
        assertThat(assembly.oddities()).containsExactly("2 slices came again");
        assertThat(assembly.missing()).containsExactly(0, 2);
    }

    @Test
    void aSliceThatChangedIsDroppedAndSaid() {
        assertThat(accept(slice(1))).isEqualTo(Verdict.KEEP);
        assertThat(accept(new Slice(HEADER, 1, 3, new float[] {9, 9}))).isEqualTo(Verdict.CHANGED);
        assertThat(assembly.oddities()).containsExactly("1 slice came again with other pixels: the first were kept");
    }

    @Test
    void slicesAfterTheScanIsCompleteAreLate() {
        List.of(0, 1, 2).forEach(i -> assertThat(accept(slice(i))).isEqualTo(Verdict.KEEP));
        assertThat(accept(slice(2))).isEqualTo(Verdict.LATE);
        assertThat(assembly.complete()).isTrue();
        assertThat(assembly.oddities()).containsExactly("1 slice came after the scan was complete");
    }

    @Test
    void slicesThatContradictTheFirstAreDroppedAndTheFirstContradictionIsSaid() {
        assertThat(accept(slice(0))).isEqualTo(Verdict.KEEP);
        assertThat(accept(new Slice(HEADER, 1, 4, new float[2]))).isEqualTo(Verdict.CONTRADICTING);
        ScanHeader other = new ScanHeader("scan", "patient", "", Intensity.HU, VolumeGeometry.UNKNOWN, 2, 2);
        assertThat(accept(new Slice(other, 1, 3, new float[4]))).isEqualTo(Verdict.CONTRADICTING);
        assertThat(assembly.oddities())
                .containsExactly("2 slices contradicted the first one and were dropped: 4 slices, not 3");
        assertThat(assembly.missing()).containsExactly(1, 2);
    }

    @Test
    void everyKindOfContradictionIsNamed() {
        VolumeGeometry moved = VolumeGeometry.UNKNOWN.regrid(new double[] {0, 0, 1}, new double[] {1, 1, 1});
        List<String> said = new ArrayList<>();
        for (ScanHeader other : List.of(
                new ScanHeader("scan", "patient", "", Intensity.HU, VolumeGeometry.UNKNOWN, 2, 1),
                new ScanHeader("scan", "somebody", "", Intensity.HU, VolumeGeometry.UNKNOWN, 1, 2),
                new ScanHeader("scan", "patient", "", Intensity.HU, moved, 1, 2))) {
            said.add(
                    assembly.accept(new Slice(other, 1, 3, new float[2])).next().contradiction());
        }
        assertThat(said)
                .containsExactly(
                        "2x1 pixels, not 1x2",
                        "patient somebody, not patient",
                        "another data set, intensity or geometry");
    }

    @Test
    void aStateIsNeverChangedByWhatComesAfterIt() {
        ScanAssembly before = assembly;
        assertThat(accept(slice(0))).isEqualTo(Verdict.KEEP);
        assertThat(before.pixels()).isEmpty();
        assertThat(before.accept(slice(0)).next()).isEqualTo(assembly);
    }
}
