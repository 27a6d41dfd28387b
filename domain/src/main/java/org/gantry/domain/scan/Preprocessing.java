package org.gantry.domain.scan;

import org.gantry.domain.Digest;
import org.gantry.domain.network.Grid;

/**
 * How a scan becomes a volume (paper, "Datasets and Pre-processing"): slices sampled, each resized so that its short
 * side is 5/4 of the target, centre cropped, intensities windowed to [0, 1], then z-scored over the volume. It belongs
 * to a model.
 *
 * @param size (depth, height, width) of the volume
 * @param windowLevel centre of the intensity window, HU; −600 for lungs
 * @param windowWidth width of the intensity window, HU; 1500 for lungs
 */
public record Preprocessing(Grid size, double windowLevel, double windowWidth) {
    /** The lung window. */
    public static Preprocessing lung(Grid size) {
        return new Preprocessing(size, -600, 1500);
    }

    public Preprocessing {
        if (!(windowWidth > 0) || !Double.isFinite(windowWidth) || !Double.isFinite(windowLevel)) {
            throw new IllegalArgumentException("an intensity window needs a level and a width above 0 HU, not level "
                    + windowLevel + " and width " + windowWidth);
        }
    }

    /** What tells this preprocessing from any other. */
    public String digest() {
        return Digest.begin().add(toString()).hex();
    }
}
