package org.gantry.domain.network;

/**
 * Positions along each axis of a volume or a feature map.
 *
 * @param depth slices
 * @param height rows
 * @param width columns
 */
public record Grid(int depth, int height, int width) {
    public Grid {
        if (depth < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("grid " + depth + "x" + height + "x" + width + " has an empty axis");
        }
    }

    /** Parses {@code 16x64x64}, depth first. */
    public static Grid parse(String text) {
        String[] axes = text.strip().split("x", -1);
        try {
            if (axes.length == 3) {
                return new Grid(Integer.parseInt(axes[0]), Integer.parseInt(axes[1]), Integer.parseInt(axes[2]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not depth x height x width like 16x64x64", e);
        }
        throw new IllegalArgumentException("'" + text + "' is not depth x height x width like 16x64x64");
    }

    /** How many positions there are. */
    public int positions() {
        return Math.multiplyExact(Math.multiplyExact(depth, height), width);
    }

    @Override
    public String toString() {
        return depth + "x" + height + "x" + width;
    }
}
