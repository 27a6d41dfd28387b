package org.gantry.ingest.fault;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scans of which the lungs were cut out: most slices have exactly the background's value over half of the frame or
 * more. A slice that fills what the nearest such slices leave empty was not cut.
 */
final class Segmented {
    /** Lungs grow from slice to slice by a few hundredths of the frame; a body fills a quarter of it and more. */
    private static final double FILLED = 0.2;

    private final Looked scan;
    private final List<SliceSketch> sketches;

    Segmented(Looked scan, List<SliceSketch> sketches) {
        this.scan = scan;
        this.sketches = sketches;
    }

    /** True for those of some slices, in their order, of which the lungs were not cut out though the scan's were. */
    boolean[] not(int[] slices) {
        boolean[] not = new boolean[sketches.size()];
        int[] cut = Arrays.stream(slices).filter(this::cut).toArray();
        if (2 * cut.length <= slices.length) {
            return not;
        }
        for (int slice : slices) {
            not[slice] = filled(slice, beside(slice, cut)) > FILLED;
        }
        return not;
    }

    private boolean cut(int slice) {
        return !sketches.get(slice).full();
    }

    /** The nearest slices before and behind one that were cut. */
    private static int[] beside(int slice, int[] cut) {
        IntStream before = Arrays.stream(cut).filter(c -> c < slice).max().stream();
        IntStream behind = Arrays.stream(cut).filter(c -> c > slice).min().stream();
        return IntStream.concat(before, behind).toArray();
    }

    /** Share of the frame that a slice fills and all of some others leave empty. */
    private double filled(int slice, int[] others) {
        float[] pixels = scan.pixels().get(slice);
        int filled = 0;
        for (int at = 0; at < pixels.length; at++) {
            boolean elsewhere =
                    others.length > 0 && pixels[at] != sketches.get(slice).background();
            for (int other : others) {
                elsewhere &= empty(other, at);
            }
            filled += elsewhere ? 1 : 0;
        }
        return (double) filled / pixels.length;
    }

    private boolean empty(int slice, int at) {
        return scan.pixels().get(slice)[at] == sketches.get(slice).background();
    }

    /** A slice with the background's value wherever the nearest of some slices that were cut are empty. */
    float[] cutOut(int slice, int[] sound) {
        int[] others = beside(slice, Arrays.stream(sound).filter(this::cut).toArray());
        float[] out = scan.pixels().get(slice).clone();
        for (int at = 0; at < out.length && others.length > 0; at++) {
            boolean empty = true;
            for (int other : others) {
                empty &= empty(other, at);
            }
            out[at] = empty ? sketches.get(others[0]).background() : out[at];
        }
        return out;
    }
}
