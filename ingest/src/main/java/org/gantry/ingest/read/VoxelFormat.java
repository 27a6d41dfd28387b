package org.gantry.ingest.read;

/**
 * How a file keeps a voxel: {@code slope · number + inter} is the voxel.
 *
 * @param type of a stored number
 * @param slope what a stored number is multiplied by
 * @param inter what is added to it then
 */
public record VoxelFormat(VoxelType type, double slope, double inter) {
    /** Numbers that are the voxels. */
    public static VoxelFormat unscaled(VoxelType type) {
        return new VoxelFormat(type, 1, 0);
    }

    /** The voxel of a stored number. */
    public double voxel(double number) {
        return number * slope + inter;
    }
}
