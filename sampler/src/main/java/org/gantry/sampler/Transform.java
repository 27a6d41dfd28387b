package org.gantry.sampler;

import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * Draws a volume from a prepared scan: slices sampled, in training flipped along height and along width with
 * probability 1/2 each, and z-scored over the volume (paper, "Datasets and Pre-processing").
 */
final class Transform {
    private Transform() {}

    /** Slices at random, flips at random: a function of where in the job the volume stands. */
    static SampledVolume training(PreparedScan scan, RandomFunction random) {
        int[] slices = SliceSampler.random(scan.depth(), scan.size().depth(), random.at("slices"));
        RandomFunction flips = random.at("flips");
        return draw(scan, slices, flips.uniform(0) < 0.5, flips.uniform(1) < 0.5);
    }

    /** Slices symmetric, nothing flipped. */
    static SampledVolume evaluation(PreparedScan scan) {
        int[] slices = SliceSampler.symmetric(scan.depth(), scan.size().depth());
        return draw(scan, slices, false, false);
    }

    static SampledVolume draw(PreparedScan scan, int[] slices, boolean flipHeight, boolean flipWidth) {
        Grid size = scan.size();
        float[] voxels = new float[size.positions()];
        int at = 0;
        for (int slice : slices) {
            float[] pixels = scan.slice(slice);
            for (int h = 0; h < size.height(); h++) {
                int row = (flipHeight ? size.height() - 1 - h : h) * size.width();
                for (int w = 0; w < size.width(); w++) {
                    voxels[at++] = pixels[row + (flipWidth ? size.width() - 1 - w : w)];
                }
            }
        }
        zScore(voxels);
        double[] depth = line(slices, scan.depth());
        VolumeGeometry geometry = scan.geometry()
                .regrid(
                        new double[] {depth[0], flipHeight ? size.height() - 1 : 0, flipWidth ? size.width() - 1 : 0},
                        new double[] {depth[1], flipHeight ? -1 : 1, flipWidth ? -1 : 1});
        return new SampledVolume(new Volume(size, voxels), slices, geometry);
    }

    /** To mean 0 and standard deviation 1; a volume of one grey value to 0. */
    static void zScore(float[] voxels) {
        double sum = 0;
        for (float v : voxels) {
            sum += v;
        }
        double mean = sum / voxels.length;
        double squares = 0;
        for (float v : voxels) {
            squares += (v - mean) * (v - mean);
        }
        double deviation = Math.sqrt(squares / voxels.length);
        // below this the differences are rounding, and dividing by it would make noise of them
        double scale = deviation > 1e-6 ? 1 / deviation : 0;
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) ((voxels[i] - mean) * scale);
        }
    }

    /** Start and step of the straight line nearest to the slices drawn from n; n/t a step where they are all one. */
    static double[] line(int[] slices, int n) {
        double middle = (slices.length - 1) / 2.0;
        double mean = IntStream.of(slices).average().orElseThrow();
        double together = 0;
        double squares = 0;
        for (int i = 0; i < slices.length; i++) {
            together += (i - middle) * (slices[i] - mean);
            squares += (i - middle) * (i - middle);
        }
        double step = together > 0 ? together / squares : (double) n / slices.length;
        return new double[] {mean - step * middle, step};
    }
}
