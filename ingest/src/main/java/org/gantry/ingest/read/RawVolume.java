package org.gantry.ingest.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * One volume as most formats keep it: number after number, i fastest, then j, then k. It is read plane by plane, so
 * that the file is never in memory beside the scan.
 *
 * @param order byte order of the numbers
 * @param format how a number becomes a voxel
 * @param dims voxels along i, j, k, each at least 1 and at most {@value #MAX_DIM}
 * @param placed where they lie: slice is k, row is j, column is i
 * @param oddities what was odd about the header, for people
 */
public record RawVolume(ByteOrder order, VoxelFormat format, int[] dims, VolumeGeometry placed, List<String> oddities) {
    /** Longest axis: no product of three overflows, and no scan comes near it. */
    public static final int MAX_DIM = 1 << 20;

    /** 8192 x 8192: largest plane that is taken into memory as it is stored. */
    private static final int MAX_PLANE = 1 << 26;

    public RawVolume {
        dims = dims.clone();
        oddities = List.copyOf(oddities);
    }

    /** How many voxels there are. */
    public long voxels() {
        return (long) dims[0] * dims[1] * dims[2];
    }

    /**
     * Refuses a size that is no scan's, or that the file cannot hold, before anything is allocated for it.
     *
     * @param field what says the size, for people
     */
    public void requireSize(ScanFile file, String field, long maxVoxels) throws IOException {
        if (voxels() > maxVoxels) {
            throw file.unreadable(
                    field, "says " + voxels() + " voxels, more than " + maxVoxels, "crop or resample the scan");
        }
        if ((long) dims[0] * dims[1] > MAX_PLANE) {
            throw file.unreadable(field, "says planes of " + dims[0] + " x " + dims[1], "crop or resample the scan");
        }
        file.requireRoomFor(field, voxels() * format.type().bytes());
    }

    /**
     * The scan whose first voxel is the next byte of a stream.
     *
     * @throws UnreadableScanException where voxels are missing or no numbers
     */
    public Scan read(ScanFile file, InputStream in, ScanOrigin origin) throws IOException {
        ScanAssembly assembly = new ScanAssembly(dims, placed);
        planes(file, in, assembly);
        List<String> odd = new ArrayList<>(oddities);
        if (in.read() >= 0) {
            odd.add("bytes after the last voxel were ignored");
        }
        return assembly.scan(origin, assembly.intensity(origin.intensity(), format), odd);
    }

    private void planes(ScanFile file, InputStream in, ScanAssembly assembly) throws IOException {
        VoxelType type = format.type();
        float[] plane = new float[dims[0] * dims[1]];
        int bytes = plane.length * type.bytes();
        for (int k = 0; k < dims[2]; k++) {
            byte[] raw = in.readNBytes(bytes);
            if (raw.length < bytes) {
                long there = (long) k * plane.length + raw.length / type.bytes();
                throw file.unreadable(
                        "voxels",
                        "end after " + there + " of " + voxels(),
                        "the file is truncated: copy or download it again");
            }
            ByteBuffer buffer = ByteBuffer.wrap(raw).order(order);
            for (int n = 0; n < plane.length; n++) {
                plane[n] = (float) format.voxel(type.read(buffer, n * type.bytes()));
            }
            assembly.plane(k, plane);
        }
        assembly.requireFinite(file);
    }
}
