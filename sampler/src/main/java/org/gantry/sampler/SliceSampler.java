package org.gantry.sampler;

import java.util.Arrays;
import org.gantry.domain.RandomFunction;

/**
 * Which t of a scan's n slices make a volume, feet to head (paper, "Datasets and Pre-processing", Figure 3): random in
 * training, symmetric in evaluation.
 */
final class SliceSampler {
    private SliceSampler() {}

    /**
     * From the middle to both sides at equal intervals: slice i sits at (i + 1/2) n/t − 1/2, halves rounded towards the
     * middle, so that what is left out above is left out below.
     */
    static int[] symmetric(int n, int t) {
        check(n, t);
        int[] positions = new int[t];
        for (int i = 0; i < t; i++) {
            // (i + 1/2) n/t - 1/2 as a fraction over 2t, so that a half is exactly a half
            long above = (2L * i + 1) * n - t;
            long floor = Math.floorDiv(above, 2L * t);
            long rest = Math.floorMod(above, 2L * t);
            boolean below = 2 * floor + 1 < n - 1;
            positions[i] = (int) (rest > t || (rest == t && below) ? floor + 1 : floor);
        }
        return positions;
    }

    /**
     * Leaves out n − t slices where there are more, repeats t − n in place where there are fewer, all equally likely.
     */
    static int[] random(int n, int t, RandomFunction random) {
        check(n, t);
        int[] positions;
        if (n >= t) {
            positions = Arrays.copyOf(random.permutation(n), t);
        } else {
            positions = new int[t];
            for (int i = 0; i < t; i++) {
                positions[i] = i < n ? i : random.below(i, n);
            }
        }
        Arrays.sort(positions);
        return positions;
    }

    private static void check(int n, int t) {
        if (n < 1 || t < 1) {
            throw new IllegalArgumentException("no " + t + " slices can be drawn from " + n);
        }
    }
}
