package org.gantry.network.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.gantry.network.Inference;

/**
 * What an exported network answers to a batch, flat.
 *
 * @param logits (batch, class)
 * @param probabilities (batch, class)
 * @param cam (batch, class, depth, height, width)
 */
record Answer(float[] logits, float[] probabilities, float[] cam) {
    private static final double TOLERANCE = 1e-4;

    /** The first volumes of an answer of Gantry itself, in the same order. */
    static Answer of(Inference inference, int volumes) {
        float[][] cams = Arrays.stream(inference.cams())
                .limit(volumes)
                .flatMap(cam -> Stream.of(cam.values()))
                .toArray(float[][]::new);
        return new Answer(
                flat(Arrays.copyOf(inference.logits(), volumes)),
                flat(Arrays.copyOf(inference.probabilities(), volumes)),
                flat(cams));
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        }
        return flat;
    }

    /** The same but for rounding, measured by the largest number of each kind. */
    void isCloseTo(Answer other) {
        close("logits", logits, other.logits);
        close("probabilities", probabilities, other.probabilities);
        close("cam", cam, other.cam);
    }

    private static void close(String what, float[] actual, float[] expected) {
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).as(what).isFinite().isPositive();
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("%s[%d]", what, i).isCloseTo(expected[i], within(TOLERANCE * largest));
        }
    }
}
