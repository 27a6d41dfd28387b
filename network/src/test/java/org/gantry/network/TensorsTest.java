package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Named arrays and their .npz. */
class TensorsTest {
    private static Tensors example() {
        Map<String, Tensors.Array> arrays = new LinkedHashMap<>();
        arrays.put("stem.conv", new Tensors.Array(new int[] {2, 3}, new float[] {1, -2, 3, 0.5f, Float.MIN_VALUE, 6}));
        arrays.put("stem.updates", new Tensors.Array(new int[0], new float[] {7}));
        arrays.put("head.bias", new Tensors.Array(new int[] {1}, new float[] {-0f}));
        return new Tensors(arrays);
    }

    @Test
    void bytesBringBackNamesShapesAndBits() {
        Tensors read = Tensors.of(example().toBytes());
        assertThat(read.names()).containsExactly("stem.conv", "stem.updates", "head.bias");
        assertThat(read.get("stem.conv").shape()).containsExactly(2, 3);
        assertThat(read.get("stem.updates").shape()).isEmpty();
        assertThat(read.get("stem.conv").values())
                .isEqualTo(example().get("stem.conv").values());
        assertThat(Float.floatToRawIntBits(read.get("head.bias").values()[0])).isEqualTo(Float.floatToRawIntBits(-0f));
        assertThat(read.digest()).isEqualTo(example().digest());
    }

    @Test
    void theSameTensorsAlwaysGiveTheSameBytes() {
        assertThat(example().toBytes()).isEqualTo(example().toBytes());
    }

    @Test
    void anArrayIsAPlainNpyFile() {
        String npz = new String(example().toBytes(), StandardCharsets.ISO_8859_1);
        assertThat(npz)
                .contains("stem.conv.npy")
                .contains("\u0093NUMPY\u0001\u0000")
                .contains("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3,), }")
                .contains("'shape': (), }")
                .contains("'shape': (1,), }");
    }

    @Test
    void anotherNumberOrNameGivesAnotherDigest() {
        Tensors other = new Tensors(Map.of("a", new Tensors.Array(new int[] {1}, new float[] {1})));
        Tensors number = new Tensors(Map.of("a", new Tensors.Array(new int[] {1}, new float[] {2})));
        Tensors name = new Tensors(Map.of("b", new Tensors.Array(new int[] {1}, new float[] {1})));
        assertThat(other.digest()).isNotEqualTo(number.digest()).isNotEqualTo(name.digest());
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] bytes = example().toBytes();
        byte[] flipped = bytes.clone();
        flipped[bytes.length / 3] ^= 1;
        assertThatThrownBy(() -> Tensors.of(Arrays.copyOf(bytes, 40))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensors.of(flipped)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensors.of(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no zip file");
    }

    @Test
    void anArrayOfAnotherTypeIsRefusedByName() {
        byte[] npy = "\u0093NUMPY\u0001\u0000\u0000\u0000".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(
                        () -> Tensors.of(new Archive.Writer(0).add("x.npy", npy).finish()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x.npy'")
                .hasMessageContaining("float32");
    }

    @Test
    void aMissingNameSaysSo() {
        assertThatThrownBy(() -> example().get("stem.bn"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'stem.bn'");
    }

    @Test
    void aShapeThatDoesNotHoldItsNumbersIsRefused() {
        assertThatThrownBy(() -> new Tensors.Array(new int[] {2, 2}, new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 2]");
    }
}
