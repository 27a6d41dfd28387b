package org.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void numbersKeepTheirOrderFromTheMostNegativeToTheLargest() {
        List<Long> numbers = List.of(Long.MIN_VALUE, -1L << 40, -1L, 0L, 1L, 255L, 256L, 1L << 40, Long.MAX_VALUE);
        assertOrdered(Keys.NUMBER, numbers);
    }

    @Test
    void namesAndNumbersAreOrderedByNameFirst() {
        assertOrdered(
                Keys.NAME_AND_NUMBERS,
                List.of(
                        Key.of("", 7),
                        Key.of("a"),
                        Key.of("a", Long.MIN_VALUE, 3),
                        Key.of("a", -1),
                        Key.of("a", 2, -5),
                        Key.of("a", 2, 5),
                        Key.of("a", Long.MAX_VALUE),
                        Key.of("a\0", -1),
                        Key.of("ab", 0),
                        Key.of("ä", 0)));
    }

    @Test
    void aNameIsNoPrefixOfALongerName() {
        byte[] shorter = Keys.NAME_AND_NUMBERS.encode(Key.of("scan"));
        byte[] longer = Keys.NAME_AND_NUMBERS.encode(Key.of("scanner", 1));
        assertThat(Arrays.mismatch(shorter, longer)).isLessThan(shorter.length);
    }

    private static <K> void assertOrdered(KeyCodec<K> codec, List<K> ascending) {
        List<byte[]> bytes = ascending.stream().map(codec::encode).toList();
        assertThat(bytes).isSortedAccordingTo(Arrays::compareUnsigned);
        assertThat(bytes.stream().map(codec::decode)).isEqualTo(ascending);
    }
}
