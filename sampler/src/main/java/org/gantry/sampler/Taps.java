package org.gantry.sampler;

/**
 * One axis of a resize and centre crop: which pixels, with which weights, make each pixel of the target. A triangle
 * filter that widens with the reduction, as PIL's BILINEAR, so that shrinking does not alias.
 *
 * @param first first source pixel of each target pixel
 * @param weights weights from there on; their sum is 1
 * @param start where the first target pixel's centre lies on the source's grid
 * @param step how far the target's pixels lie apart on the source's grid
 */
record Taps(int[] first, float[][] weights, double start, double step) {
    /** From {@code source} pixels resized to {@code resized}, the {@code target} in the middle. */
    static Taps of(int source, int resized, int target) {
        int cut = (resized - target) / 2;
        double step = (double) source / resized;
        double reach = Math.max(step, 1);
        int[] first = new int[target];
        float[][] weights = new float[target][];
        for (int i = 0; i < target; i++) {
            double centre = (i + cut + 0.5) * step;
            int from = Math.max(0, (int) (centre - reach + 0.5));
            int to = Math.min(source, (int) (centre + reach + 0.5));
            first[i] = from;
            weights[i] = triangle(from, to, centre, reach);
        }
        return new Taps(first, weights, (cut + 0.5) * step - 0.5, step);
    }

    private static float[] triangle(int from, int to, double centre, double reach) {
        double[] heights = new double[to - from];
        double sum = 0;
        for (int k = 0; k < heights.length; k++) {
            heights[k] = Math.max(0, 1 - Math.abs(from + k + 0.5 - centre) / reach);
            sum += heights[k];
        }
        float[] weights = new float[heights.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) (heights[k] / sum);
        }
        return weights;
    }

    /** Pixels of the target. */
    int length() {
        return first.length;
    }

    /** The source pixel after the last one that is needed. */
    int end() {
        int last = first.length - 1;
        return first[last] + weights[last].length;
    }
}
