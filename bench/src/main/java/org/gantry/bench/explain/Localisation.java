package org.gantry.bench.explain;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well a map points at a lesion, over the voxels that the network saw.
 *
 * @param chance share of them that are lesion: what a map of noise would reach in each of the others
 * @param energy share of the map's positive sum that lies in the lesion
 * @param pointing 1 if the map is highest in the lesion, else 0; a share where several voxels are as high
 * @param averagePrecision area under precision over recall of the voxels by the map; voxels of one value count together
 */
record Localisation(double chance, double energy, double pointing, double averagePrecision) {
    /**
     * Of one scan.
     *
     * @param map NaN where the network saw nothing
     * @param lesion which voxels are lesion
     */
    static Localisation of(float[] map, boolean[] lesion) {
        int[] seen = IntStream.range(0, map.length)
                .filter(v -> !Float.isNaN(map[v]))
                .boxed()
                .sorted((a, b) -> Float.compare(map[b], map[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        double all = 0;
        double inside = 0;
        int lesions = 0;
        for (int v : seen) {
            double energy = Math.max(0, map[v]);
            all += energy;
            inside += lesion[v] ? energy : 0;
            lesions += lesion[v] ? 1 : 0;
        }
        if (lesions == 0) {
            throw new IllegalArgumentException("no lesion lies where the network saw something");
        }
        double precision = 0;
        double pointing = 0;
        int hits = 0;
        for (int from = 0; from < seen.length; ) {
            int end = from;
            int found = 0;
            while (end < seen.length && map[seen[end]] == map[seen[from]]) {
                found += lesion[seen[end++]] ? 1 : 0;
            }
            hits += found;
            precision += (double) found / lesions * hits / end;
            pointing = from == 0 ? (double) found / end : pointing;
            from = end;
        }
        return new Localisation((double) lesions / seen.length, all > 0 ? inside / all : 0, pointing, precision);
    }

    /** The mean over scans. */
    static Localisation mean(List<Localisation> scans) {
        return new Localisation(
                mean(scans, Localisation::chance),
                mean(scans, Localisation::energy),
                mean(scans, Localisation::pointing),
                mean(scans, Localisation::averagePrecision));
    }

    private static double mean(List<Localisation> scans, ToDoubleFunction<Localisation> figure) {
        return scans.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
