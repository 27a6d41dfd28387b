package org.gantry.ingest.dicom;

/**
 * The size of a frame and the bits of its pixels (PS3.5 8.1.1).
 *
 * @param rows rows of a frame
 * @param columns columns of a frame
 * @param bits where the bits of a pixel lie
 */
record PixelFormat(int rows, int columns, Bits bits) {
    /**
     * Where the bits of a pixel lie in its cell.
     *
     * @param allocated bits of a cell, 8 or 16
     * @param stored bits that count
     * @param high the highest of them
     * @param signed whether it is the sign
     */
    record Bits(int allocated, int stored, int high, boolean signed) {
        /** The number in a cell; bits beside it, where overlays were once kept, do not count. */
        int value(int cell) {
            int above = Integer.SIZE - 1 - high;
            int below = Integer.SIZE - stored;
            return signed ? cell << above >> below : cell << above >>> below;
        }

        /** The smallest number that there can be. */
        int bottom() {
            return signed ? -(1 << (stored - 1)) : 0;
        }

        /** The largest. */
        int top() {
            return bottom() + (1 << stored) - 1;
        }

        /** The same where a codec has moved them to the low end of the cell. */
        Bits atLowEnd() {
            return new Bits(allocated, stored, stored - 1, signed);
        }
    }

    /** The format of a file's frames. */
    static PixelFormat of(Attributes file) {
        int rows = positive(file, Attribute.ROWS);
        int columns = positive(file, Attribute.COLUMNS);
        int samples = file.number(Attribute.SAMPLES_PER_PIXEL).orElse(1);
        if (samples != 1) {
            throw file.refuse(
                    Attribute.SAMPLES_PER_PIXEL, "is " + samples + ": a picture in colours", "leave this file out");
        }
        return new PixelFormat(rows, columns, bits(file));
    }

    private static int positive(Attributes file, Attribute attribute) {
        int number = file.required(attribute);
        if (number < 1) {
            throw file.refuse(attribute, "is 0");
        }
        return number;
    }

    private static Bits bits(Attributes file) {
        int allocated = file.required(Attribute.BITS_ALLOCATED);
        if (allocated != 8 && allocated != 16) {
            throw file.refuse(Attribute.BITS_ALLOCATED, "is " + allocated + "; CT has 8 or 16");
        }
        int stored = file.number(Attribute.BITS_STORED).orElse(allocated);
        if (stored < 1 || stored > allocated) {
            throw file.refuse(Attribute.BITS_STORED, "is " + stored + " of " + allocated + " bits");
        }
        int high = file.number(Attribute.HIGH_BIT).orElse(stored - 1);
        if (high < stored - 1 || high >= allocated) {
            throw file.refuse(Attribute.HIGH_BIT, "is " + high + " for " + stored + " of " + allocated + " bits");
        }
        return new Bits(allocated, stored, high, file.required(Attribute.PIXEL_REPRESENTATION) == 1);
    }

    /** Pixels of a frame. */
    long pixels() {
        return (long) rows * columns;
    }

    /** Bytes of a frame that is not compressed. */
    long bytes() {
        return pixels() * bits.allocated() / Byte.SIZE;
    }
}
