package org.gantry.ingest.fault;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the search for faults looks at: the slices of one scan.
 *
 * @param pixels (slice)(row, column)
 * @param names of the slices, for people
 * @param rows of each slice
 * @param columns of each slice
 * @param low the number that is black
 * @param width from black to white
 */
public record Looked(List<float[]> pixels, List<String> names, int rows, int columns, double low, double width) {
    /** Below this, a slice tells too little of itself to be compared. */
    private static final int LEAST_SIDE = 64;

    /** Fewer slices have no usual distance from each other. */
    private static final int LEAST_SLICES = 5;

    public Looked {
        pixels = List.copyOf(pixels);
        names = List.copyOf(names);
        if (names.size() != pixels.size()) {
            throw new IllegalArgumentException(pixels.size() + " slices have " + names.size() + " names");
        }
    }

    /** True where the slices are large and many enough to compare what they show. */
    boolean comparable() {
        return Math.min(rows, columns) >= LEAST_SIDE && pixels.size() >= LEAST_SLICES;
    }

    /** What is kept of each slice to compare it. */
    List<SliceSketch> sketches() {
        return IntStream.range(0, pixels.size())
                .parallel()
                .mapToObj(i -> SliceSketch.of(this, i))
                .toList();
    }

    /** A number from black, 0, to white, 1. */
    float grey(float pixel) {
        return (float) Math.max(0, Math.min(1, (pixel - low) / width));
    }
}
