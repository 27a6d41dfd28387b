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
import org.gantry.domain.scan.ScanHeader;
import org.gantry.ingest.read.IntensityChoice;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanReader;
import org.gantry.ingest.read.ScanSource;

/** Reads one volume from a NIfTI-1 file, plane by plane, so that the file is never in memory beside the scan. */
public final class NiftiReader implements ScanReader {
    /** 2^29 voxels: a 512 x 512 scan of 2,048 slices, 2 GiB. */
    public static final long MAX_VOXELS = 1L << 29;

    /** Lungs hold air at about −800 HU and every table more; a CT without any is hardly in HU. */
    private static final double AIR = -200;

    private final long maxVoxels;

    /** With the usual limit of size. */
    public NiftiReader() {
        this(MAX_VOXELS);
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
            AxialSlices slices =
                    new AxialSlices(header.dims(), header.placement().geometry());
            VoxelRange range = planes(file, header, in, slices);
            return scan(origin, header, slices, range, in.read() >= 0);
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

    private static VoxelRange planes(ScanFile file, NiftiHeader header, InputStream in, AxialSlices slices)
            throws IOException {
        in.skipNBytes(header.offset() - NiftiHeader.BYTES);
        NiftiType type = header.type();
        VoxelRange range = new VoxelRange(header.dims());
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
            range.add(k, plane);
            slices.plane(k, plane);
        }
        range.requireFinite(file);
        return range;
    }

    private static Scan scan(
            ScanOrigin origin, NiftiHeader header, AxialSlices slices, VoxelRange range, boolean more) {
        Intensity intensity = intensity(origin.intensity(), header, range);
        List<String> oddities = new ArrayList<>();
        if (!header.placement().oddity().isEmpty()) {
            oddities.add(header.placement().oddity());
        }
        if (slices.oblique()) {
            oddities.add("slices lean by " + Math.round(slices.tilt()) + " degrees from axial");
        }
        if (slices.depth() == 1) {
            oddities.add("one slice only");
        }
        if (range.low() == range.high()) {
            oddities.add("every voxel is " + range.low());
        } else if (intensity.hu() && range.low() > AIR) {
            oddities.add("no voxel is below " + Math.round(range.low())
                    + " HU although air is -1000: check that the numbers are HU, or have them read as a range");
        }
        if (more) {
            oddities.add("bytes after the last voxel were ignored");
        }
        ScanHeader scanHeader = new ScanHeader(
                origin.scanId(),
                origin.patientId(),
                origin.dataset(),
                intensity,
                slices.geometry(),
                slices.rows(),
                slices.columns());
        return new Scan(scanHeader, slices.slices(), oddities);
    }

    private static Intensity intensity(IntensityChoice choice, NiftiHeader header, VoxelRange range) {
        NiftiType type = header.type();
        boolean eightBits = type.bytes() == 1;
        if (choice == IntensityChoice.HU || (choice == IntensityChoice.AUTO && !eightBits)) {
            return Intensity.HU;
        }
        if (!eightBits) {
            return Intensity.range(range.low(), Math.max(range.high(), Math.nextUp((float) range.low())));
        }
        double a = type.min() * header.slope() + header.inter();
        double b = type.max() * header.slope() + header.inter();
        return Intensity.range(Math.min(a, b), Math.max(a, b));
    }
}
