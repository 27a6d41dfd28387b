package org.gantry.ingest.read;

import org.gantry.domain.scan.Intensity;

/** What the user says of a source's numbers. */
public enum IntensityChoice {
    /** Hounsfield units where the source has 16 bits or more, else grey values of its type's range. */
    AUTO,
    /** Hounsfield units, whatever the type. */
    HU,
    /** Grey values: of the type's range for 8 bits, else from the smallest to the largest that occurs. */
    RANGE;

    /** What voxels mean that are stored in a format and of which the smallest and the largest are known. */
    public Intensity of(VoxelFormat format, double low, double high) {
        boolean eightBits = format.type().bytes() == 1;
        if (this == HU || (this == AUTO && !eightBits)) {
            return Intensity.HU;
        }
        double a = format.voxel(format.type().min());
        double b = format.voxel(format.type().max());
        double width = Math.abs(a - b);
        // a slope may be so small or so large that the type's range is none
        return eightBits && width > 0 && Double.isFinite(width)
                ? Intensity.range(Math.min(a, b), Math.max(a, b))
                : Intensity.range(low, Math.max(high, Math.nextUp((float) low)));
    }
}
