package org.gantry.ingest.picture;

import java.util.List;
import org.gantry.ingest.read.VoxelFormat;
import org.gantry.ingest.read.VoxelRange;
import org.gantry.ingest.read.VoxelType;

/**
 * The slices of one scan.
 *
 * @param size of each
 * @param type of each one's numbers
 * @param names of their files
 * @param pixels (slice)(row, column) as stored; at least one
 */
record Slices(PictureSize size, VoxelType type, List<String> names, List<float[]> pixels) {
    /** Smallest and largest of all numbers. */
    VoxelRange range() {
        VoxelRange range = new VoxelRange(new int[] {size.width(), size.height()});
        for (int k = 0; k < pixels.size(); k++) {
            range.add(k, pixels.get(k));
        }
        return range;
    }

    /** True where each slice, of several, was divided by its own largest number, as COVID-CTset's floating ones are. */
    boolean divided() {
        return type.floating()
                && pixels.size() > 1
                && pixels.stream().allMatch(slice -> {
                    VoxelRange range = new VoxelRange(new int[] {size.width(), size.height()});
                    range.add(0, slice);
                    return range.low() >= 0 && range.high() == 1;
                });
    }

    /** Turns stored numbers into voxels, in place: a scan is too large to have twice. */
    void apply(VoxelFormat format) {
        for (float[] slice : pixels) {
            for (int n = 0; n < slice.length; n++) {
                slice[n] = (float) format.voxel(slice[n]);
            }
        }
    }
}
