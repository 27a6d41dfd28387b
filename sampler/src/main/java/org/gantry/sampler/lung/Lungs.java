package org.gantry.sampler.lung;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which pixels of a scan are lung: darker than a threshold, not joined with the air around the body, of the one or two
 * largest parts; closed, so that vessels and what grows at the pleura stay in. Found on a grid of at most
 * {@value #SIDE} pixels a side; a scan is too large for more, and the edge is a margin anyway.
 */
public final class Lungs {
    /** −400 HU: half-way from aerated lung to soft tissue. */
    public static final double THRESHOLD = -400;

    private static final int SIDE = 256;

    /** Of the frame's width: pits up to twice as wide are lung, 3 cm in a frame of 35 cm. */
    private static final double CLOSED = 0.04;

    /** Of the frame: a nodule of 5 cm in a frame of 35 cm; the heart, where lungs close around it, is larger. */
    private static final double HOLE = 0.015;

    /** The other lung has this share of the larger one at least; gas in the stomach has less. */
    private static final double OTHER = 0.2;

    /** Share of all voxels that two lungs have. */
    private static final double FEWEST = 0.02;

    private static final double MOST = 0.6;

    private final List<Plane> planes;
    private final int columns;
    private final int step;

    private Lungs(List<Plane> planes, int columns, int step) {
        this.planes = planes;
        this.columns = columns;
        this.step = step;
    }

    /**
     * The lungs of a scan; empty where none are found.
     *
     * @param slices (slice)(row, column), feet to head
     * @param threshold what is darker may be lung
     */
    public static Optional<Lungs> of(List<float[]> slices, int rows, int columns, double threshold) {
        int step = (Math.max(rows, columns) + SIDE - 1) / SIDE;
        List<Plane> dark = slices.stream()
                .map(pixels -> dark(pixels, rows, columns, step, threshold).apartFromBorder())
                .toList();
        List<Plane> lungs = new Components(dark).largest(2, OTHER);
        double radius = CLOSED * Math.max(rows, columns) / step;
        List<Plane> closed = lungs.stream()
                .map(plane -> empty(plane)
                        ? plane
                        : plane.closed(radius).filled(HOLE * plane.in().length).dilated(1))
                .toList();
        double share = share(closed);
        return share < FEWEST || share > MOST ? Optional.empty() : Optional.of(new Lungs(closed, columns, step));
    }

    /** Which blocks of step x step pixels are dark in the mean. */
    private static Plane dark(float[] pixels, int rows, int columns, int step, double threshold) {
        int height = (rows + step - 1) / step;
        int width = (columns + step - 1) / step;
        double[] sums = new double[height * width];
        int[] counts = new int[height * width];
        for (int y = 0, at = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++, at++) {
                int block = y / step * width + x / step;
                sums[block] += pixels[at];
                counts[block]++;
            }
        }
        boolean[] dark = new boolean[sums.length];
        for (int block = 0; block < dark.length; block++) {
            dark[block] = sums[block] < threshold * counts[block];
        }
        return new Plane(height, width, dark);
    }

    private static boolean empty(Plane plane) {
        return share(List.of(plane)) == 0;
    }

    private static double share(List<Plane> planes) {
        return planes.stream()
                .mapToDouble(p -> (double) IntStream.range(0, p.in().length)
                                .filter(at -> p.in()[at])
                                .count()
                        / p.in().length)
                .average()
                .orElse(0);
    }

    /** Share of all voxels. */
    public double share() {
        return share(planes);
    }

    /** True where a pixel is lung. */
    public boolean contains(int slice, int row, int column) {
        Plane plane = planes.get(slice);
        return plane.in()[row / step * plane.columns() + column / step];
    }

    /** A slice with all but the lungs of one value. */
    public float[] cutOut(int slice, float[] pixels, float outside) {
        float[] out = new float[pixels.length];
        for (int at = 0; at < out.length; at++) {
            out[at] = contains(slice, at / columns, at % columns) ? pixels[at] : outside;
        }
        return out;
    }
}
