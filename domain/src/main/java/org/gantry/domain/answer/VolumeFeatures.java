package org.gantry.domain.answer;

import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Volume;

/**
 * What is measured of a sampled, z-scored volume to tell inputs that a model was made for from others: how its grey
 * values are spread, how fast they change along each axis, and where the dark ones lie. Flips along height and width
 * change none of it, so volumes of training and of evaluation compare. One pass, no parameters.
 */
public final class VolumeFeatures {
    /** How many numbers there are. */
    public static final int COUNT = 15;

    private static final double[] QUANTILES = {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99};
    private static final double REACH = 6; // standard deviations; grey values beyond count as at the border
    private static final int BINS_A_DEVIATION = 40;

    private final Grid grid;
    private final float[] v;

    private VolumeFeatures(Grid grid, float[] voxels) {
        this.grid = grid;
        this.v = voxels;
    }

    /** The features of a volume, of order 1 each. */
    public static double[] of(Volume volume) {
        return new VolumeFeatures(volume.grid(), volume.voxels()).all();
    }

    private double[] all() {
        double[] features = new double[COUNT];
        quantiles(features);
        int plane = grid.height() * grid.width();
        double across = change(grid.width(), 1, 1);
        features[7] = logarithm(across);
        features[8] = logarithm(change(grid.height(), grid.width(), 1));
        features[9] = logarithm(change(grid.depth(), plane, 1));
        // 1 for noise, near 2 for what is smooth
        features[10] = change(grid.width(), 1, 2) / Math.max(across, 1e-3);
        features[11] = box(4);
        features[12] = box(8);
        features[13] = asymmetry();
        features[14] = sliceSpread(plane);
        return features;
    }

    private static double logarithm(double change) {
        return Math.log(1e-3 + change);
    }

    private void quantiles(double[] features) {
        int[] counts = new int[(int) (2 * REACH * BINS_A_DEVIATION) + 1];
        for (float x : v) {
            counts[(int) Math.round((Math.max(-REACH, Math.min(REACH, x)) + REACH) * BINS_A_DEVIATION)]++;
        }
        int bin = 0;
        long below = counts[0];
        for (int q = 0; q < QUANTILES.length; q++) {
            while (below < QUANTILES[q] * v.length) {
                below += counts[++bin];
            }
            features[q] = (double) bin / BINS_A_DEVIATION - REACH;
        }
    }

    /**
     * Mean absolute difference of voxels so many places apart on an axis; 0 where the axis is too short.
     *
     * @param length of the axis
     * @param stride from a voxel to its neighbour on the axis
     */
    private double change(int length, int stride, int lag) {
        double sum = 0;
        long pairs = 0;
        int step = lag * stride;
        for (int i = 0; i + step < v.length; i++) {
            if (i / stride % length < length - lag) {
                sum += Math.abs(v[i + step] - v[i]);
                pairs++;
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    /** Mean of the middle of all slices that leaves 1/margin of height and width on each side. */
    private double box(int margin) {
        int fromRow = grid.height() / margin;
        int fromColumn = grid.width() / margin;
        double sum = 0;
        int count = 0;
        for (int d = 0; d < grid.depth(); d++) {
            for (int h = fromRow; h < grid.height() - fromRow; h++) {
                int row = (d * grid.height() + h) * grid.width();
                for (int w = fromColumn; w < grid.width() - fromColumn; w++) {
                    sum += v[row + w];
                    count++;
                }
            }
        }
        return sum / count;
    }

    /** Mean absolute difference of left and right. */
    private double asymmetry() {
        double sum = 0;
        for (int row = 0; row < v.length; row += grid.width()) {
            for (int w = 0; w < grid.width() / 2; w++) {
                sum += Math.abs(v[row + w] - v[row + grid.width() - 1 - w]);
            }
        }
        return 2 * sum / v.length;
    }

    /** Standard deviation of the slices' means. */
    private double sliceSpread(int plane) {
        double sum = 0;
        double squares = 0;
        for (int d = 0; d < grid.depth(); d++) {
            double mean = 0;
            for (int i = d * plane; i < (d + 1) * plane; i++) {
                mean += v[i];
            }
            mean /= plane;
            sum += mean;
            squares += mean * mean;
        }
        double mean = sum / grid.depth();
        return Math.sqrt(Math.max(0, squares / grid.depth() - mean * mean));
    }
}
