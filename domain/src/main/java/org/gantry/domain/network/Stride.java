package org.gantry.domain.network;

/**
 * A stride along each axis, in voxels.
 *
 * @param depth along the slices
 * @param height along the rows
 * @param width along the columns
 */
public record Stride(int depth, int height, int width) {
    /** One voxel on every axis. */
    public static final Stride ONE = new Stride(1, 1, 1);

    public Stride {
        if (depth < 1 || depth > 2 || height < 1 || height > 2 || width < 1 || width > 2) {
            throw new IllegalArgumentException(
                    "stride " + depth + "x" + height + "x" + width + " is not 1 or 2 on every axis");
        }
    }

    /** The same stride on every axis. */
    public static Stride all(int stride) {
        return new Stride(stride, stride, stride);
    }

    /** This stride height and width, another in depth. */
    public Stride withDepth(int depth) {
        return new Stride(depth, height, width);
    }

    /** Positions left of a grid: ceil(size / stride) on every axis, as padding k/2 leaves them. */
    public Grid apply(Grid grid) {
        return new Grid(
                (grid.depth() - 1) / depth + 1, (grid.height() - 1) / height + 1, (grid.width() - 1) / width + 1);
    }
}
