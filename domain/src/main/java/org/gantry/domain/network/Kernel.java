package org.gantry.domain.network;

/**
 * Taps of a convolution along each axis, all odd; padding is half of them on both sides.
 *
 * @param depth along the slices
 * @param height along the rows
 * @param width along the columns
 */
public record Kernel(int depth, int height, int width) {
    /** One tap: what mixes channels only. */
    public static final Kernel ONE = cube(1);

    public Kernel {
        if (depth < 1 || height < 1 || width < 1 || depth % 2 + height % 2 + width % 2 != 3) {
            throw new IllegalArgumentException(
                    "kernel " + depth + "x" + height + "x" + width + " is not odd on every axis");
        }
    }

    /** The same on every axis. */
    public static Kernel cube(int side) {
        return new Kernel(side, side, side);
    }

    /** How many taps there are. */
    public int taps() {
        return depth * height * width;
    }

    @Override
    public String toString() {
        return depth + "x" + height + "x" + width;
    }
}
