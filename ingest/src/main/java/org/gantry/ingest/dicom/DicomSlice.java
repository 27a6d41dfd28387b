package org.gantry.ingest.dicom;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.gantry.domain.scan.Vector3;

/**
 * A slice before its pixels are read.
 *
 * @param source where its pixels are
 * @param plane where it lies; empty where the file does not say it
 * @param format the size of its picture and the bits of its pixels
 * @param rescale what its numbers mean
 */
record DicomSlice(Source source, Optional<SlicePlane> plane, PixelFormat format, Rescale rescale) {
    /**
     * Where a slice's pixels are.
     *
     * @param file in which file
     * @param frame in which of its frames, 0-based
     * @param number the file's InstanceNumber; 0 where it has none
     */
    record Source(Path file, int frame, int number) implements Comparable<Source> {
        @Override
        public int compareTo(Source other) {
            if (number != other.number) {
                return Integer.compare(number, other.number);
            }
            int byFile = file.compareTo(other.file);
            return byFile != 0 ? byFile : Integer.compare(frame, other.frame);
        }

        @Override
        public String toString() {
            return file.getFileName() + (frame == 0 ? "" : " frame " + (frame + 1));
        }
    }

    /** True where both can be slices of one scan: of one size and, where that is known, parallel. */
    boolean fits(DicomSlice other) {
        return format.rows() == other.format.rows()
                && format.columns() == other.format.columns()
                && (plane.isEmpty() || other.plane.isEmpty() || plane.get().parallel(other.plane.get()));
    }

    /** Its size and directions, for people. */
    String shape() {
        return format.rows() + "x" + format.columns()
                + plane.map(p -> " pixels, rows along " + shown(p.column()) + ", columns along " + shown(p.row()))
                        .orElse(" pixels");
    }

    private static String shown(Vector3 step) {
        return String.format(Locale.ROOT, "(%.3f, %.3f, %.3f)", step.x(), step.y(), step.z());
    }
}
