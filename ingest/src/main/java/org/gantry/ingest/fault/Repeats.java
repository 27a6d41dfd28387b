package org.gantry.ingest.fault;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds slices that show what another one shows: the same pixels, or the same noise, which no two exposures share,
 * however brightness and contrast were changed and the picture was packed.
 */
final class Repeats {
    /** Thumbnails nearer than this part of what is usual between neighbours show the same, */
    private static final double SAME = 0.1;

    /** and nearer than this, where the noise is the same, too: */
    private static final double NEAR = 0.3;

    /** the correlation of Laplacians, which between neighbours of one scan is lower. */
    private static final double SAME_NOISE = 0.9;

    /** By how much the earlier one must resemble those beside it less to be the one that is out of place. */
    private static final double WORSE = 1.1;

    private final Looked scan;
    private final List<SliceSketch> sketches;
    private final Distances shapes;
    private final Distances greys;

    Repeats(Looked scan, List<SliceSketch> sketches, Distances greys) {
        this.scan = scan;
        this.sketches = sketches;
        shapes = Distances.ofShapes(sketches);
        this.greys = greys;
    }

    /** Which other slice each repeats; of two, the one that resembles those beside it less, or else the later one. */
    OptionalInt[] of(int[] slices) {
        OptionalInt[] repeats = new OptionalInt[sketches.size()];
        Arrays.fill(repeats, OptionalInt.empty());
        double usual = scan.comparable() ? shapes.usual(new ShortestWay(shapes).improved(slices)) : 0;
        for (int b = 1; b < slices.length; b++) {
            for (int a = 0; a < b && repeats[slices[b]].isEmpty(); a++) {
                if (repeats[slices[a]].isEmpty() && shown(slices[a], slices[b], usual)) {
                    boolean earlier = scan.comparable() && beside(slices, a, b) > WORSE * beside(slices, b, a);
                    repeats[slices[earlier ? a : b]] = OptionalInt.of(slices[earlier ? b : a]);
                }
            }
        }
        return repeats;
    }

    private boolean shown(int a, int b, double usual) {
        double distance = shapes.of()[a][b];
        return same(a, b) || distance < SAME * usual || (distance < NEAR * usual && noise(a, b) > SAME_NOISE);
    }

    /** Mean distance of the slice at a place from those beside it, its twin left out. */
    private double beside(int[] slices, int place, int twin) {
        int before = place - 1 == twin ? place - 2 : place - 1;
        int behind = place + 1 == twin ? place + 2 : place + 1;
        return IntStream.of(before, behind)
                .filter(p -> p >= 0 && p < slices.length)
                .mapToDouble(p -> greys.of()[slices[place]][slices[p]])
                .average()
                .orElse(0);
    }

    private boolean same(int a, int b) {
        return sketches.get(a).hash() == sketches.get(b).hash()
                && Arrays.equals(scan.pixels().get(a), scan.pixels().get(b));
    }

    /** Correlation of the Laplacians of two slices. */
    private double noise(int i, int j) {
        float[] a = scan.pixels().get(i);
        float[] b = scan.pixels().get(j);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int y = 1; y < scan.rows() - 1; y++) {
            for (int x = 1; x < scan.columns() - 1; x++) {
                int at = y * scan.columns() + x;
                double la = SliceSketch.laplacian(scan, a, at);
                double lb = SliceSketch.laplacian(scan, b, at);
                ab += la * lb;
                aa += la * la;
                bb += lb * lb;
            }
        }
        return ab / Math.sqrt(Math.max(Double.MIN_NORMAL, aa * bb));
    }
}
