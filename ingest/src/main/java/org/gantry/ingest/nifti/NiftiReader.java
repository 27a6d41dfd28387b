package org.gantry.ingest.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.read.ScanAssembly;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanReader;
import org.gantry.ingest.read.ScanSource;

/** Reads one volume from a NIfTI-1 file, plane by plane, so that the file is never in memory beside the scan. */
public final class NiftiReader implements ScanReader {
    private final long maxVoxels;

    /** With the usual limit of size. */
    public NiftiReader() {
        this(ScanAssembly.MAX_VOXELS);
    }

    /** With a limit of size. */
    public NiftiReader(long maxVoxels) {
        this.maxVoxels = maxVoxels;
    }

    @Override
    public String format() {
        return "NIfTI-1 (.nii, .nii.gz)";
    }

    @Override
    public boolean accepts(byte[] head) {
        return NiftiHeader.looksLike(head);
    }

    @Override
    public Scan read(ScanSource source, ScanOrigin origin) throws IOException {
        ScanFile file = new ScanFile(source.first());
        try (InputStream in = file.open()) {
            NiftiHeader header = NiftiHeader.parse(file, in.readNBytes(NiftiHeader.BYTES));
            checkSize(file, header);
            ScanAssembly assembly =
                    new ScanAssembly(header.dims(), header.placement().geometry());
            planes(file, header, in, assembly);
            return scan(origin, header, assembly, in.read() >= 0);
        } catch (EOFException | ZipException e) {
            throw file.damaged(e);
        }
    }

    private void checkSize(ScanFile file, NiftiHeader header) {
        if (header.voxels() > maxVoxels) {
            throw file.unreadable(
                    "dim", "says " + header.voxels() + " voxels, more than " + maxVoxels, "crop or resample the scan");
        }
    }

    private static void planes(ScanFile file, NiftiHeader header, InputStream in, ScanAssembly assembly)
            throws IOException {
        in.skipNBytes(header.offset() - NiftiHeader.BYTES);
        NiftiType type = header.type();
        float[] plane = new float[header.dims()[0] * header.dims()[1]];
        int bytes = Math.multiplyExact(plane.length, type.bytes());
        for (int k = 0; k < header.dims()[2]; k++) {
            byte[] raw = in.readNBytes(bytes);
            if (raw.length < bytes) {
                long there = (long) k * plane.length + raw.length / type.bytes();
                throw file.unreadable(
                        "voxels",
                        "end after " + there + " of " + header.voxels(),
                        "the file is truncated: copy or download it again");
            }
            ByteBuffer buffer = ByteBuffer.wrap(raw).order(header.order());
            for (int n = 0; n < plane.length; n++) {
                plane[n] = (float) (type.read(buffer, n * type.bytes()) * header.slope() + header.inter());
            }
            assembly.plane(k, plane);
        }
        assembly.requireFinite(file);
    }

    private static Scan scan(ScanOrigin origin, NiftiHeader header, ScanAssembly assembly, boolean more) {
        List<String> oddities = new ArrayList<>();
        if (!header.placement().oddity().isEmpty()) {
            oddities.add(header.placement().oddity());
        }
        if (more) {
            oddities.add("bytes after the last voxel were ignored");
        }
        NiftiType type = header.type();
        Intensity intensity = assembly.intensity(
                origin.intensity(),
                type.bytes() == 1,
                type.min() * header.slope() + header.inter(),
                type.max() * header.slope() + header.inter());
        return assembly.scan(origin, intensity, oddities);
    }
}
