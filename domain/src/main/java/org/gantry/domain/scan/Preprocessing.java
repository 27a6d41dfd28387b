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
 * @param lungsOnly whether all but the lungs is made black first, as the authors did with CC-CCII
 */
public record Preprocessing(Grid size, double windowLevel, double windowWidth, boolean lungsOnly) {
    /** All that a scan shows. */
    public Preprocessing(Grid size, double windowLevel, double windowWidth) {
        this(size, windowLevel, windowWidth, false);
    }

    /** The lung window. */
    public static Preprocessing lung(Grid size) {
        return new Preprocessing(size, -600, 1500);
    }

    /** The same with the lungs cut out, or not. */
    public Preprocessing lungsOnly(boolean whether) {
        return new Preprocessing(size, windowLevel, windowWidth, whether);
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

    /** What is digested: of whole scans, as it was before lungs could be cut out, so that models keep their digest. */
    @Override
    public String toString() {
        return "Preprocessing[size=" + size + ", windowLevel=" + windowLevel + ", windowWidth=" + windowWidth
                + (lungsOnly ? ", lungsOnly=true]" : "]");
    }
}
