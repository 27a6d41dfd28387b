package org.gantry.domain.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackedSlicesTest {
    private static final List<float[]> WHOLE = List.of(new float[] {-32_768, 0, 32_767}, new float[] {1, 2, 3});
    private static final List<float[]> OTHER =
            List.of(new float[] {0.5f, 0, 0}, new float[] {-0.0f, 0, 0}, new float[] {32_768, 0, 0}, new float[] {
                Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE
            });

    @Test
    void slicesComeBackAsTheyWereBitByBit() {
        assertThat(PackedSlices.of(WHOLE)).containsExactlyElementsOf(WHOLE).hasSize(2);
        PackedSlices others = PackedSlices.of(OTHER);
        for (int index = 0; index < OTHER.size(); index++) {
            for (int n = 0; n < 3; n++) {
                assertThat(Float.floatToRawIntBits(others.get(index)[n]))
                        .isEqualTo(Float.floatToRawIntBits(OTHER.get(index)[n]));
            }
        }
    }

    @Test
    void wholeNumbersOfSixteenBitsTakeHalfOfTheMemory() {
        assertThat(PackedSlices.of(WHOLE).bytes()).isEqualTo(2 * 3 * Short.BYTES);
        assertThat(PackedSlices.of(OTHER).bytes()).isEqualTo(4 * 3 * Float.BYTES);
    }

    @Test
    void whatIsDoneToASliceOutsideDoesNotChangeIt() {
        for (float value : new float[] {1, 0.5f}) {
            float[] given = {value};
            PackedSlices packed = PackedSlices.of(List.of(given));
            given[0] = 7;
            packed.get(0)[0] = 8;
            assertThat(packed.get(0)).containsExactly(value);
        }
    }

    @Test
    void aRoomIsFilledOnlyWithEverySlice() {
        PackedSlices.Room room = new PackedSlices.Room(2);
        room.set(1, new float[] {4});
        assertThatThrownBy(room::filled).hasMessage("slice 0 of 2 is missing");
        room.set(0, new float[] {3});
        assertThat(room.filled()).containsExactly(new float[] {3}, new float[] {4});
    }
}
