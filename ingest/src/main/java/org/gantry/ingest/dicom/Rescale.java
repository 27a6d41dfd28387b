package org.gantry.ingest.dicom;

import java.util.Optional;
import org.gantry.ingest.dicom.PixelFormat.Bits;

/**
 * What a slice's stored numbers mean (PS3.3 C.11.1.1.2, C.7.5.1.1.2).
 *
 * @param slope what a stored number is multiplied by
 * @param intercept what is added to it then
 * @param padding stored numbers, first and last, that mean that nothing was scanned; empty where none does
 * @param oddity what was missing or strange; empty where nothing was
 */
record Rescale(double slope, double intercept, Optional<Padding> padding, String oddity) {
    /**
     * A range of stored numbers.
     *
     * @param low the smallest
     * @param high the largest
     */
    record Padding(int low, int high) {
        boolean holds(int stored) {
            return stored >= low && stored <= high;
        }
    }

    /** Of a frame. */
    static Rescale of(FrameAttributes frame, Bits bits) {
        Attributes said = frame.in(Attribute.PIXEL_VALUE_TRANSFORMATION);
        Optional<Double> slope = said.decimal(Attribute.SLOPE);
        Optional<Double> intercept = said.decimal(Attribute.INTERCEPT);
        if (slope.isPresent() && slope.get() == 0) {
            throw said.refuse(Attribute.SLOPE, "is 0");
        }
        String oddity = "";
        if (slope.isEmpty() || intercept.isEmpty()) {
            oddity = "RescaleSlope or RescaleIntercept is missing: 1 and 0 taken";
        } else if (!said.text(Attribute.RESCALE_TYPE).orElse("HU").equals("HU")) {
            oddity = "RescaleType is not HU";
        }
        return new Rescale(slope.orElse(1.0), intercept.orElse(0.0), padding(frame.file(), bits), oddity);
    }

    private static Optional<Padding> padding(Attributes file, Bits bits) {
        // a cell's 16 bits, whichever value representation the writer took for them
        return file.number(Attribute.PADDING).map(cell -> {
            int value = number(cell, bits);
            int limit = number(file.number(Attribute.PADDING_LIMIT).orElse(cell), bits);
            return new Padding(Math.min(value, limit), Math.max(value, limit));
        });
    }

    private static int number(int cell, Bits bits) {
        return bits.signed() ? (short) cell : cell;
    }

    /** A stored number, scaled. */
    double scaled(int stored) {
        return stored * slope + intercept;
    }
}
