package org.gantry.ingest.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A scan without its faults: what is damaged, repeated or noisy left out, the rest in order, bodies cut away where the
 * other slices show the lungs alone.
 *
 * @param pixels (slice)(row, column), feet to head
 * @param done what was done, for people, with every slice's name
 */
public record Mended(List<float[]> pixels, List<String> done) {
    /** Of a scan and its faults. */
    public static Mended of(Looked scan, Diagnosis diagnosis) {
        List<String> done = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            Map<Boolean, List<Diagnosis.Found>> kept = diagnosis.faults().stream()
                    .filter(f -> f.kind() == kind)
                    .collect(Collectors.partitioningBy(f -> diagnosis.order().contains(f.slice())));
            say(done, scan, kept.getOrDefault(false, List.of()), kind, "left out");
            String mended = kind == FaultKind.DISORDERED ? "put in order" : "cut to where the slices beside show lungs";
            say(done, scan, kept.getOrDefault(true, List.of()), kind, mended);
        }
        return new Mended(pixels(scan, diagnosis), done);
    }

    private static List<float[]> pixels(Looked scan, Diagnosis diagnosis) {
        Set<Integer> uncut = diagnosis.faults().stream()
                .filter(f -> f.kind() == FaultKind.NON_SEGMENTED)
                .map(Diagnosis.Found::slice)
                .collect(Collectors.toSet());
        if (uncut.isEmpty()) {
            return diagnosis.order().stream().map(scan.pixels()::get).toList();
        }
        Segmented segmented = new Segmented(scan, scan.sketches());
        int[] cut = diagnosis.order().stream()
                .filter(s -> !uncut.contains(s))
                .mapToInt(s -> s)
                .toArray();
        return diagnosis.order().stream()
                .map(s -> uncut.contains(s)
                        ? segmented.cutOut(s, cut)
                        : scan.pixels().get(s))
                .toList();
    }

    private static void say(List<String> done, Looked scan, List<Diagnosis.Found> those, FaultKind kind, String what) {
        if (!those.isEmpty()) {
            String names = those.stream()
                    .map(f -> scan.names().get(f.slice()) + " " + f.what())
                    .collect(Collectors.joining(", "));
            done.add("mended: " + Faults.some(those.size(), kind + " slice", kind + " slices") + " " + what + ": "
                    + names);
        }
    }
}
