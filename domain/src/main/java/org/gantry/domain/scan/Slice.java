package org.gantry.domain.scan;

/**
 * One axial image of a scan.
 *
 * @param header its scan's
 * @param index 0-based place from feet to head
 * @param expected how many slices the scan has
 * @param pixels (row, column) row-major; HU or grey values
 */
public record Slice(ScanHeader header, int index, int expected, float[] pixels) {
    public Slice {
        if (pixels.length != header.rows() * header.columns()) {
            throw new IllegalArgumentException("slice " + index + " of scan " + header.scanId() + " has "
                    + pixels.length + " pixels, not " + header.rows() + "x" + header.columns());
        }
        if (index < 0 || index >= expected) {
            throw new IllegalArgumentException(
                    "slice " + index + " of scan " + header.scanId() + " is not one of " + expected);
        }
    }

    /** SHA-256 over its pixels: over numbers of 16 bits where all are such, else over floats, bit by bit. */
    public String digest() {
        return PackedSlices.digest(pixels);
    }
}
