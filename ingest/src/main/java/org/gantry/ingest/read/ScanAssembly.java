package org.gantry.ingest.read;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.VolumeGeometry;

/** Puts a scan together from planes, one at a time, whichever way they lie, and says what is odd about its voxels. */
public final class ScanAssembly {
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

    /** What the numbers mean that a file keeps in a format. */
    public Intensity intensity(IntensityChoice choice, VoxelFormat format) {
        return choice.of(format, range.low(), range.high());
    }

    /**
     * What the numbers mean that a file keeps otherwise.
     *
     * @param eightBits whether they are stored in 8 bits
     * @param a one end of what can be stored, scaled as they are
     * @param b the other end
     */
    public Intensity intensity(IntensityChoice choice, boolean eightBits, double a, double b) {
        return choice.of(eightBits, a, b, range.low(), range.high());
    }

    /** The scan, with what was odd about its source before what is odd about its voxels. */
    public Scan scan(ScanOrigin origin, Intensity intensity, List<String> sourceOddities) {
        List<String> oddities = new ArrayList<>(sourceOddities);
        oddities.addAll(slices.oddities());
        oddities.addAll(range.oddities(intensity));
        return new Scan(
                origin.header(intensity, slices.geometry(), slices.rows(), slices.columns()),
                slices.slices(),
                oddities);
    }
}
