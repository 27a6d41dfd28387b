package org.gantry.sampler.lung;

/**
 * The squared distance of each pixel of a slice to the nearest of some (Felzenszwalb and Huttenlocher 2012): along the
 * rows first, then the lower envelope of parabolas along each column.
 *
 * @param rows of the slice
 * @param columns of the slice
 */
record SquaredDistance(int rows, int columns) {
    private static final double FAR = 1e12;

    /** Pixels whose squared distance is at most a limit. */
    boolean[] within(boolean[] some, double limit) {
        double[] across = alongRows(some);
        boolean[] within = new boolean[some.length];
        double[] f = new double[rows];
        int[] v = new int[rows];
        double[] z = new double[rows + 1];
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                f[row] = across[row * columns + column];
            }
            envelope(f, v, z);
            for (int row = 0, k = 0; row < rows; row++) {
                while (z[k + 1] < row) {
                    k++;
                }
                within[row * columns + column] = (double) (row - v[k]) * (row - v[k]) + f[v[k]] <= limit;
            }
        }
        return within;
    }

    private double[] alongRows(boolean[] some) {
        double[] squared = new double[some.length];
        for (int row = 0; row < rows; row++) {
            int from = row * columns;
            int last = -1;
            for (int c = 0; c < columns; c++) {
                last = some[from + c] ? c : last;
                squared[from + c] = last < 0 ? FAR : (double) (c - last) * (c - last);
            }
            last = -1;
            for (int c = columns - 1; c >= 0; c--) {
                last = some[from + c] ? c : last;
                double behind = last < 0 ? FAR : (double) (last - c) * (last - c);
                squared[from + c] = Math.min(squared[from + c], behind);
            }
        }
        return squared;
    }

    /** Which parabola of f is the lowest from z[k] to z[k + 1]: the one at v[k]. */
    private static void envelope(double[] f, int[] v, double[] z) {
        int k = 0;
        v[0] = 0;
        z[0] = Double.NEGATIVE_INFINITY;
        z[1] = Double.POSITIVE_INFINITY;
        for (int q = 1; q < f.length; q++) {
            double s = crossing(f, q, v[k]);
            while (s <= z[k]) {
                k--;
                s = crossing(f, q, v[k]);
            }
            k++;
            v[k] = q;
            z[k] = s;
            z[k + 1] = Double.POSITIVE_INFINITY;
        }
    }

    private static double crossing(double[] f, int q, int p) {
        return ((f[q] + (double) q * q) - (f[p] + (double) p * p)) / (2.0 * q - 2.0 * p);
    }
}
