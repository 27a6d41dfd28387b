package org.gantry.domain.scan;

/**
 * What the numbers of a scan mean.
 *
 * @param hu true for Hounsfield units; false for grey values of a range
 * @param low smallest grey value of the range; ignored for HU
 * @param high largest grey value of the range; ignored for HU
 */
public record Intensity(boolean hu, double low, double high) {
    /** Hounsfield units. */
    public static final Intensity HU = new Intensity(true, 0, 0);

    public Intensity {
        if (hu) {
            low = 0;
            high = 0;
        } else if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("grey values from " + low + " to " + high + " are no range");
        }
    }

    /** Grey values of a range. */
    public static Intensity range(double low, double high) {
        return new Intensity(false, low, high);
    }
}
