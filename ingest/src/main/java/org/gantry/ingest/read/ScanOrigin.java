package org.gantry.ingest.read;

import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * What a file does not say of its scan.
 *
 * @param scanId its key everywhere
 * @param patientId pseudonym of its patient
 * @param dataset the data set that it is read for; empty for a scan that is only to be classified
 * @param intensity what its numbers are said to mean
 * @param mend whether faults of slices are mended where the format is one of slices without order of their own
 */
public record ScanOrigin(String scanId, String patientId, String dataset, IntensityChoice intensity, boolean mend) {
    public ScanOrigin {
        if (scanId.isBlank() || patientId.isBlank()) {
            throw new IllegalArgumentException("a scan needs an id and a patient");
        }
    }

    /** A scan that is taken as it is. */
    public ScanOrigin(String scanId, String patientId, String dataset, IntensityChoice intensity) {
        this(scanId, patientId, dataset, intensity, false);
    }

    /** A scan of a patient of its own, to be classified. */
    public static ScanOrigin of(String scanId) {
        return new ScanOrigin(scanId, scanId, "", IntensityChoice.AUTO);
    }

    /** This with what the file says. */
    public ScanHeader header(Intensity meaning, VolumeGeometry geometry, int rows, int columns) {
        return new ScanHeader(scanId, patientId, dataset, meaning, geometry, rows, columns);
    }
}
