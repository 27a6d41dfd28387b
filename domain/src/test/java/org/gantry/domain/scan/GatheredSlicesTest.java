package org.gantry.domain.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.scan.GatheredSlices.Decision;
import org.gantry.domain.scan.GatheredSlices.Verdict;
import org.junit.jupiter.api.Test;

class GatheredSlicesTest {
    private static final ScanHeader HEADER =
            new ScanHeader("scan", "patient", "", Intensity.HU, VolumeGeometry.UNKNOWN, 1, 2);

    private GatheredSlices gathered = GatheredSlices.awaiting(slice(0));

    private static Slice slice(int index) {
        return new Slice(HEADER, index, 3, new float[] {index, 7});
    }

    private Verdict accept(Slice slice) {
        Decision decision = gathered.accept(slice);
        gathered = decision.next();
        return decision.verdict();
    }

    @Test
    void slicesInAnyOrderMakeTheScanComplete() {
        for (int i = 0; i < 20; i++) {
            gathered = GatheredSlices.awaiting(slice(1));
            for (int index : RandomFunction.of(i).permutation(3)) {
                assertThat(gathered.complete()).isFalse();
                assertThat(accept(slice(index))).isEqualTo(Verdict.KEEP);
            }
            assertThat(gathered.complete()).isTrue();
            assertThat(gathered.oddities()).isEmpty();
        }
    }

    @Test
    void whatIsMissingIsKnown() {
        assertThat(accept(slice(1))).isEqualTo(Verdict.KEEP);
        assertThat(gathered.missing()).containsExactly(0, 2);
    }

    @Test
    void repeatedSlicesAreDroppedAndCounted() {
        assertThat(List.of(accept(slice(1)), accept(slice(1)), accept(slice(1))))
                .containsExactly(Verdict.KEEP, Verdict.REPEATED, Verdict.REPEATED);
        assertThat(gathered.oddities()).containsExactly("2 slices came again");
        assertThat(gathered.missing()).containsExactly(0, 2);
    }

    @Test
    void aSliceThatChangedIsDroppedAndSaid() {
        assertThat(accept(slice(1))).isEqualTo(Verdict.KEEP);
        assertThat(accept(new Slice(HEADER, 1, 3, new float[] {9, 9}))).isEqualTo(Verdict.CHANGED);
        assertThat(gathered.oddities()).containsExactly("1 slice came again with other pixels: the first were kept");
    }

    @Test
    void aCompleteScanIsSaidWithTheDigestOfItsSourceAndStaysAsItIs() {
        List.of(2, 0, 1).forEach(i -> assertThat(accept(slice(i))).isEqualTo(Verdict.KEEP));
        Scan source = new Scan(HEADER, List.of(slice(0).pixels(), slice(1).pixels(), slice(2).pixels()), List.of());
        assertThat(gathered.completed()).isEqualTo(new ScanCompleted(HEADER, 3, source.contentDigest(), List.of()));
        assertThat(accept(slice(2))).isEqualTo(Verdict.REPEATED);
        assertThat(accept(new Slice(HEADER, 0, 3, new float[] {9, 9}))).isEqualTo(Verdict.CHANGED);
        assertThat(gathered.completed().contentDigest()).isEqualTo(source.contentDigest());
    }

    @Test
    void aScanThatLacksSlicesIsNotSaidToBeComplete() {
        assertThat(accept(slice(1))).isEqualTo(Verdict.KEEP);
        assertThatThrownBy(gathered::completed).hasMessageContaining("lacks slices [0, 2]");
    }

    @Test
    void theSameSlicesBroughtForAnotherDataSetContradictNothing() {
        assertThat(accept(slice(1))).isEqualTo(Verdict.KEEP);
        ScanHeader other = new ScanHeader("scan", "patient", "set", Intensity.HU, VolumeGeometry.UNKNOWN, 1, 2);
        assertThat(accept(new Slice(other, 1, 3, slice(1).pixels()))).isEqualTo(Verdict.REPEATED);
    }

    @Test
    void onlyWhatIsNotTheSameIsRefusedAndNamed() {
        assertThat(accept(slice(1))).isEqualTo(Verdict.KEEP);
        assertThat(gathered.refusal(slice(1), Verdict.REPEATED)).isEmpty();
        assertThat(gathered.refusal(slice(1), Verdict.CHANGED).orElseThrow())
                .contains("slice 1 of scan scan", "other pixels", "another id");
        assertThat(gathered.refusal(new Slice(HEADER, 1, 4, new float[2]), Verdict.CONTRADICTING)
                        .orElseThrow())
                .contains("slice 1 of scan scan", "4 slices, not 3", "another id");
    }

    @Test
    void slicesThatContradictTheFirstAreDroppedAndTheFirstContradictionIsSaid() {
        assertThat(accept(slice(0))).isEqualTo(Verdict.KEEP);
        assertThat(accept(new Slice(HEADER, 1, 4, new float[2]))).isEqualTo(Verdict.CONTRADICTING);
        ScanHeader other = new ScanHeader("scan", "patient", "", Intensity.HU, VolumeGeometry.UNKNOWN, 2, 2);
        assertThat(accept(new Slice(other, 1, 3, new float[4]))).isEqualTo(Verdict.CONTRADICTING);
        assertThat(gathered.oddities())
                .containsExactly("2 slices contradicted the first one and were dropped: 4 slices, not 3");
        assertThat(gathered.missing()).containsExactly(1, 2);
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
                    gathered.accept(new Slice(other, 1, 3, new float[2])).next().contradiction());
        }
        assertThat(said)
                .containsExactly(
                        "2x1 pixels, not 1x2", "patient somebody, not patient", "another intensity or geometry");
    }

    @Test
    void aStateIsNeverChangedByWhatComesAfterIt() {
        GatheredSlices before = gathered;
        assertThat(accept(slice(0))).isEqualTo(Verdict.KEEP);
        assertThat(before.digests()).isEmpty();
        assertThat(before.accept(slice(0)).next()).isEqualTo(gathered);
    }
}
