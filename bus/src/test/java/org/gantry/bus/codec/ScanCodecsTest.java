package org.gantry.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.gantry.domain.scan.GatheredSlices;
import org.gantry.domain.scan.GatheredSlices.Verdict;
import org.gantry.domain.scan.Gathering;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.domain.scan.VolumeGeometry;
import org.junit.jupiter.api.Test;

class ScanCodecsTest {
    private static final ScanHeader HEADER =
            new ScanHeader("scan", "patient", "set", Intensity.range(0, 255), VolumeGeometry.UNKNOWN, 1, 4);

    private static byte[] encoded(float... pixels) {
        return ScanCodecs.SLICE.encode(new Slice(HEADER, 2, 3, pixels));
    }

    @Test
    void pixelsComeBackBitByBitInTheSmallestKindThatHoldsThem() {
        float[][] all = {
            {0, 1, 254, 255},
            {-1024, 0, 3071, 32767},
            {0.5f, -1000, 1e9f, 0},
            {-0f, 0, 1, 2},
            {40_000, -40_000, 0, 1},
            {Float.MIN_VALUE, Float.MAX_VALUE, 16_777_216f, -1}
        };
        for (float[] pixels : all) {
            Slice back = ScanCodecs.SLICE.decode(encoded(pixels));
            assertThat(back.digest()).as(Arrays.toString(pixels)).isEqualTo(new Slice(HEADER, 2, 3, pixels).digest());
            assertThat(back.header()).isEqualTo(HEADER);
            assertThat(back.index()).isEqualTo(2);
            assertThat(back.expected()).isEqualTo(3);
        }
        int grey = encoded(all[0]).length;
        assertThat(encoded(all[1])).hasSize(grey + 4);
        assertThat(encoded(all[2])).hasSize(grey + 12);
    }

    @Test
    void bytesThatEndTooEarlyAreRefused() {
        byte[] whole = encoded(1, 2, 3, 4);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ScanCodecs.SLICE.decode(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("gantry.v1.Slice");
        }
    }

    @Test
    void aScanOnItsWayComesBackAsItWas() {
        Slice slice = new Slice(HEADER, 2, 3, new float[] {1, 2, 3, 4});
        GatheredSlices slices = new GatheredSlices(
                HEADER,
                3,
                Map.of(2, slice.digest()),
                Map.of(Verdict.REPEATED, 4, Verdict.CHANGED, 1),
                "4 slices, not 3");
        Gathering gathering =
                new Gathering(slices, 5, 1L << 40, new Gathering.Kept((1L << 40) + 7, 2, Instant.EPOCH), true);
        assertThat(GatheringCodec.GATHERING.decode(GatheringCodec.GATHERING.encode(gathering)))
                .isEqualTo(gathering);
    }
}
