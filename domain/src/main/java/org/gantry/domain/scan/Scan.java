package org.gantry.domain.scan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * All slices of one acquisition, feet to head.
 *
 * @param header what is said of it
 * @param slices (slice)(row, column); HU or grey values; packed, so each is unpacked when it is asked for
 * @param oddities what was odd about its source, for people; empty where nothing was
 */
public record Scan(ScanHeader header, List<float[]> slices, List<String> oddities) {
    /** What a scan may have: 2^29, a 512 x 512 scan of 2,048 slices, 2 GiB. */
    public static final long MAX_VOXELS = 1L << 29;

    public Scan {
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("scan " + header.scanId() + " has no slice");
        }
        PackedSlices packed = PackedSlices.of(slices);
        for (int index = 0; index < packed.size(); index++) {
            if (packed.voxels(index) != header.rows() * header.columns()) {
                throw new IllegalArgumentException("scan " + header.scanId() + " holds a slice of "
                        + packed.voxels(index) + " pixels, not " + header.rows() + "x" + header.columns());
            }
        }
        slices = packed;
        oddities = List.copyOf(oddities);
    }

    /** One of its slices as an event. */
    public Slice slice(int index) {
        return new Slice(header, index, slices.size(), slices.get(index));
    }

    /** The same of another patient. */
    public Scan ofPatient(String patientId) {
        ScanHeader of = new ScanHeader(
                header.scanId(),
                patientId,
                header.dataset(),
                header.intensity(),
                header.geometry(),
                header.rows(),
                header.columns());
        return new Scan(of, slices, oddities);
    }

    /** Memory that its voxels take, bytes. */
    public long bytes() {
        return PackedSlices.of(slices).bytes();
    }

    /** SHA-256 over header and voxels: the same scan has the same content digest, wherever it came from. */
    public String contentDigest() {
        PackedSlices packed = PackedSlices.of(slices);
        return header.contentDigest(
                IntStream.range(0, packed.size()).mapToObj(packed::digest).toList());
    }
}
