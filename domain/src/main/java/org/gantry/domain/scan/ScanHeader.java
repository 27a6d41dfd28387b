package org.gantry.domain.scan;

import java.util.List;
import org.gantry.domain.Digest;

/**
 * What is said once of a scan and travels with each of its slices. Slices are axial, feet to head.
 *
 * @param scanId its key everywhere
 * @param patientId pseudonym of its patient
 * @param dataset the data set that it was ingested for; empty for a scan that is only to be classified
 * @param intensity what its numbers mean
 * @param geometry where its voxels lie
 * @param rows rows of each slice
 * @param columns columns of each slice
 */
public record ScanHeader(
        String scanId,
        String patientId,
        String dataset,
        Intensity intensity,
        VolumeGeometry geometry,
        int rows,
        int columns) {
    public ScanHeader {
        if (scanId.isBlank() || patientId.isBlank()) {
            throw new IllegalArgumentException("a scan needs an id and a patient");
        }
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("scan " + scanId + " has slices of " + rows + "x" + columns + " pixels");
        }
    }

    /**
     * {@link Scan#contentDigest} of its scan.
     *
     * @param slices {@link Slice#digest} of each, feet to head
     */
    String contentDigest(List<String> slices) {
        Digest digest = Digest.begin()
                .add(scanId)
                .add(patientId)
                .add(intensity.toString())
                .add(geometry.toString())
                .add(rows)
                .add(columns);
        slices.forEach(digest::add);
        return digest.hex();
    }
}
