package org.gantry.domain;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers as a function of (seed, job, epoch, step, phase, position): there is no generator state, so none can
 * be lost, and every process computes the same. SplitMix64's finaliser over a key (Steele, Lea, Flood, OOPSLA 2014).
 *
 * @param key what was mixed in so far
 */
public record RandomFunction(long key) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The function of a seed. */
    public static RandomFunction of(long seed) {
        return new RandomFunction(mix(seed + GOLDEN));
    }

    /** This function at one more coordinate. */
    public RandomFunction at(long coordinate) {
        return new RandomFunction(mix(key * GOLDEN + mix(coordinate + GOLDEN)));
    }

    /** This function at a name. */
    public RandomFunction at(String name) {
        RandomFunction f = this;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            f = f.at(b);
        }
        return f.at(name.length());
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long bits(long i) {
        return mix(key + (i + 1) * GOLDEN);
    }

    /** The i-th uniform number in (0, 1), never an end. */
    public double uniform(long i) {
        // 52 bits, not 53: with 53 the half is lost in rounding and 1 itself comes out
        return ((bits(i) >>> 12) + 0.5) * 0x1.0p-52;
    }

    /** The i-th integer in [0, bound). */
    public int below(long i, int bound) {
        return (int) (uniform(i) * bound);
    }

    /** The i-th Gumbel(0, 1) number. */
    public double gumbel(long i) {
        return -Math.log(-Math.log(uniform(i)));
    }

    /** The i-th N(0, 1) number (Box-Muller). */
    public double gaussian(long i) {
        return Math.sqrt(-2 * Math.log(uniform(2 * i))) * Math.cos(2 * Math.PI * uniform(2 * i + 1));
    }

    /** A permutation of 0..n-1 (Fisher-Yates). */
    public int[] permutation(int n) {
        int[] p = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i, i + 1);
            p[i] = p[j];
            p[j] = i;
        }
        return p;
    }
}
