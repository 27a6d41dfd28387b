package org.gantry.ingest.read;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.VolumeGeometry;

/** Puts a scan together from planes, one at a time, whichever way they lie, and says what is odd about its voxels. */
public final class ScanAssembly {
    /** 2^29 voxels: a 512 x 512 scan of 2,048 slices, 2 GiB. */
    public static final long MAX_VOXELS = 1L << 29;

    /** Lungs hold air at about −800 HU and every table more; a CT without any is hardly in HU. */
    private static final double AIR = -200;

    private final AxialSlices slices;
    private final VoxelRange range;

    /** Room for voxels (i, j, k) of a size, placed with k as slice, j as row, i as column. */
    public ScanAssembly(int[] dims, VolumeGeometry placed) {
        slices = new AxialSlices(dims, placed);
        range = new VoxelRange(dims);
    }

    /** Takes the plane of constant k, (j, i) row-major, from a file. */
    public void plane(int k, float[] values) {
        range.add(k, values);
        slices.plane(k, values);
    }

    /** Refuses a file that gave voxels that are no finite number. */
    public void requireFinite(ScanFile file) {
        range.requireFinite(file);
    }

    /**
     * What the numbers mean.
     *
     * @param choice what the user says
     * @param eightBits whether the source has 8 bits
     * @param a one end of the range of the source's type, scaled as its voxels are
     * @param b the other end
     */
    public Intensity intensity(IntensityChoice choice, boolean eightBits, double a, double b) {
        if (choice == IntensityChoice.HU || (choice == IntensityChoice.AUTO && !eightBits)) {
            return Intensity.HU;
        }
        return eightBits
                ? Intensity.range(Math.min(a, b), Math.max(a, b))
                : Intensity.range(range.low(), Math.max(range.high(), Math.nextUp((float) range.low())));
    }

    /** The scan, with what was odd about its source before what is odd about its voxels. */
    public Scan scan(ScanOrigin origin, Intensity intensity, List<String> sourceOddities) {
        List<String> oddities = new ArrayList<>(sourceOddities);
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
        ScanHeader header = new ScanHeader(
                origin.scanId(),
                origin.patientId(),
                origin.dataset(),
                intensity,
                slices.geometry(),
                slices.rows(),
                slices.columns());
        return new Scan(header, slices.slices(), oddities);
    }
}
