package org.gantry.domain.scan;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.gantry.domain.Digest;

/**
 * The slices of a scan in memory. One of whole numbers of 16 bits, as those of CT are, takes two bytes a voxel and is
 * unpacked each time it is asked for; any other takes four.
 */
public final class PackedSlices extends AbstractList<float[]> implements RandomAccess {
    /** Each a {@code short[]} or a {@code float[]}. */
    private final Object[] slices;

    private PackedSlices(Object[] slices) {
        this.slices = slices;
    }

    /** Packs some slices, which others may change afterwards. */
    public static PackedSlices of(List<float[]> slices) {
        return slices instanceof PackedSlices packed
                ? packed
                : new PackedSlices(slices.stream().map(PackedSlices::pack).toArray());
    }

    /** Room for slices that come one at a time. */
    public static final class Room {
        private final Object[] slices;

        /** For so many. */
        public Room(int count) {
            slices = new Object[count];
        }

        /** Sets one, (row, column) row-major; the array stays the caller's. */
        public void set(int index, float[] slice) {
            slices[index] = pack(slice);
        }

        /**
         * All of them.
         *
         * @throws IllegalStateException if one was not set
         */
        public PackedSlices filled() {
            for (int index = 0; index < slices.length; index++) {
                if (slices[index] == null) {
                    throw new IllegalStateException("slice " + index + " of " + slices.length + " is missing");
                }
            }
            return new PackedSlices(slices.clone());
        }
    }

    private static Object pack(float[] slice) {
        short[] packed = new short[slice.length];
        int differing = 0;
        for (int n = 0; n < slice.length; n++) {
            short whole = (short) slice[n];
            packed[n] = whole;
            // by their bits: an integer has no negative zero
            differing |= Float.floatToRawIntBits(slice[n]) ^ Float.floatToRawIntBits(whole);
        }
        return differing == 0 ? packed : slice.clone();
    }

    /** A copy of a slice. */
    @Override
    public float[] get(int index) {
        if (slices[index] instanceof float[] floats) {
            return floats.clone();
        }
        short[] packed = (short[]) slices[index];
        float[] slice = new float[packed.length];
        for (int n = 0; n < slice.length; n++) {
            slice[n] = packed[n];
        }
        return slice;
    }

    /** {@link Slice#digest} of a slice, which need not be unpacked for it. */
    String digest(int index) {
        return digest(slices[index]);
    }

    /** The same of a slice that is not packed. */
    static String digest(float[] slice) {
        return digest(pack(slice));
    }

    private static String digest(Object packed) {
        Digest digest = packed instanceof short[] numbers
                ? Digest.begin().add(numbers)
                : Digest.begin().add((float[]) packed);
        return digest.hex();
    }

    /** How many voxels a slice has. */
    int voxels(int index) {
        return slices[index] instanceof float[] floats ? floats.length : ((short[]) slices[index]).length;
    }

    /** Memory that all of them take, bytes. */
    public long bytes() {
        long bytes = 0;
        for (int index = 0; index < slices.length; index++) {
            bytes += (long) voxels(index) * (slices[index] instanceof float[] ? Float.BYTES : Short.BYTES);
        }
        return bytes;
    }

    @Override
    public int size() {
        return slices.length;
    }
}
