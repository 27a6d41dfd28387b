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
        VoxelType type = format.type();
        return of(type.bytes() == 1, format.voxel(type.min()), format.voxel(type.max()), low, high);
    }

    /** True where they are taken as HU. */
    public boolean hu(boolean eightBits) {
        return this == HU || (this == AUTO && !eightBits);
    }

    /**
     * What voxels mean.
     *
     * @param eightBits whether they are stored in 8 bits
     * @param a one end of what can be stored, scaled as they are
     * @param b the other end
     * @param low the smallest of them
     * @param high the largest
     */
    Intensity of(boolean eightBits, double a, double b, double low, double high) {
        if (hu(eightBits)) {
            return Intensity.HU;
        }
        double width = Math.abs(a - b);
        // a slope may be so small or so large that the type's range is none
        return eightBits && width > 0 && Double.isFinite(width)
                ? Intensity.range(Math.min(a, b), Math.max(a, b))
                : Intensity.range(low, Math.max(high, Math.nextUp((float) low)));
    }
}
