package org.gantry.domain.answer;

import java.util.Arrays;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * A CAM on its scan's own grid: mapped back through slice sampling, crop and resize, linear between the map's
 * positions. Beyond the crop, where the network saw nothing, it is NaN.
 */
public final class ScanCam {
    private static final double HALF = 0.5;

    /** A map reaches half a position beyond its last ones, and what rounding makes of that. */
    private static final double REACH = HALF + 1e-6;

    private static final int ROWS = 1;
    private static final int COLUMNS = 2;

    private final Cam cam;
    private final ScanHeader header;
    private final int depth;
    private final Axis down;
    private final Axis across;

    /** @param depth how many slices the scan of this header has */
    public ScanCam(Cam cam, ScanHeader header, int depth) {
        this.cam = cam;
        this.header = header;
        this.depth = depth;
        this.down = axis(ROWS, header.rows(), size().height());
        this.across = axis(COLUMNS, header.columns(), size().width());
    }

    /** The scan's. */
    public ScanHeader header() {
        return header;
    }

    /** Size of the scan. */
    public Grid grid() {
        return new Grid(depth, header.rows(), header.columns());
    }

    /** The map on one slice of the scan, (row, column) row-major. */
    public float[] slice(int index) {
        double place = place(index);
        int below = (int) place;
        int above = Math.min(below + 1, cam.slices().length - 1);
        float share = (float) (place - below);
        float[] pixels = new float[header.rows() * header.columns()];
        Arrays.fill(pixels, Float.NaN);
        for (int row = down.first; row < down.end; row++) {
            for (int column = across.first; column < across.end; column++) {
                float near = at(below, row, column);
                float far = share == 0 ? near : at(above, row, column);
                pixels[row * header.columns() + column] = mix(near, far, share);
            }
        }
        return pixels;
    }

    private Grid size() {
        return cam.map().grid();
    }

    private float at(int slice, int row, int column) {
        float top = line(slice, down.low[row], column);
        float bottom = line(slice, down.high[row], column);
        return mix(top, bottom, down.share[row]);
    }

    private float line(int slice, int row, int column) {
        int start = (slice * size().height() + row) * size().width();
        float[] map = cam.map().values();
        return mix(map[start + across.low[column]], map[start + across.high[column]], across.share[column]);
    }

    private static float mix(float a, float b, float share) {
        return a + (b - a) * share;
    }

    /** Where a slice of the scan lies among the map's, which may repeat slices or leave some out. */
    double place(int index) {
        int[] slices = cam.slices();
        int last = slices.length - 1;
        int from = 0;
        while (from < last && slices[from + 1] <= index) {
            from++;
        }
        if (index <= slices[0] || from == last) {
            int nearest = index <= slices[0] ? slices[0] : slices[last];
            return middle(nearest);
        }
        double begin = middle(slices[from]);
        double end = middle(slices[from + 1]);
        return begin + (end - begin) * (index - slices[from]) / (slices[from + 1] - slices[from]);
    }

    /** The middle of the places where a slice of the scan stands in the map. */
    private double middle(int slice) {
        int[] slices = cam.slices();
        int first = 0;
        while (slices[first] != slice) {
            first++;
        }
        int end = first;
        while (end < slices.length && slices[end] == slice) {
            end++;
        }
        return (first + end - 1) * HALF;
    }

    /** Where the scan's pixels lie on the map, along its rows or its columns. */
    private Axis axis(int which, int pixels, int positions) {
        VolumeGeometry of = header.geometry();
        VolumeGeometry to = cam.map().geometry();
        Vector3 step = which == ROWS ? of.row() : of.column();
        double first = to.indexOf(of.origin())[which];
        double second = to.indexOf(of.origin().plus(step))[which];
        return Axis.of(pixels, positions, first, second - first);
    }

    /** For each pixel of an axis from {@code first} to before {@code end} its two neighbours on the map. */
    private record Axis(int first, int end, int[] low, int[] high, float[] share) {
        static Axis of(int pixels, int positions, double start, double step) {
            int[] low = new int[pixels];
            int[] high = new int[pixels];
            float[] share = new float[pixels];
            int first = pixels;
            int end = 0;
            for (int i = 0; i < pixels; i++) {
                double place = start + step * i;
                if (place >= -REACH && place <= positions - 1 + REACH) {
                    first = Math.min(first, i);
                    end = i + 1;
                    double within = Math.min(Math.max(0, place), positions - 1);
                    low[i] = (int) within;
                    high[i] = Math.min(low[i] + 1, positions - 1);
                    share[i] = (float) (within - low[i]);
                }
            }
            return new Axis(first, end, low, high, share);
        }
    }
}
