package org.gantry.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gantry.domain.Digest;

/**
 * Named arrays of floats with their shapes, in order: weights, or a checkpoint. Names are those of the golden fixtures
 * ({@code stem.conv}, {@code block3.op2.dw.conv}, {@code head.bias}), layouts are channels-last.
 *
 * @param arrays by name
 */
public record Tensors(Map<String, Array> arrays) {
    /**
     * An array with its shape.
     *
     * @param shape sizes, outermost first; a scalar's is empty
     * @param values row-major
     */
    public record Array(int[] shape, float[] values) {
        public Array {
            long size = 1;
            for (int axis : shape) {
                size *= axis;
            }
            if (size != values.length) {
                throw new IllegalArgumentException(
                        "shape " + Arrays.toString(shape) + " does not hold " + values.length + " numbers");
            }
        }
    }

    public Tensors {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    /** All names, in order. */
    public Set<String> names() {
        return arrays.keySet();
    }

    /**
     * The array of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Array get(String name) {
        Array array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("there is no tensor '" + name + "' among " + arrays.size()
                    + "; was this made for another architecture?");
        }
        return array;
    }

    /** Those whose names pass. */
    public Tensors only(Predicate<String> names) {
        Map<String, Array> kept = new LinkedHashMap<>(arrays);
        kept.keySet().removeIf(names.negate());
        return new Tensors(kept);
    }

    /** The same names, shapes and bits always give the same digest. */
    public String digest() {
        return Digest.of(toBytes());
    }

    /** As an .npz file: a zip of one .npy a tensor, stored, with fixed times; {@code numpy.load} reads it. */
    public byte[] toBytes() {
        return Npz.write(this);
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalArgumentException if the bytes are damaged or hold anything but little-endian float32 arrays
     */
    public static Tensors of(byte[] npz) {
        return Npz.read(npz);
    }
}
