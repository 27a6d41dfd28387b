package org.gantry.ingest.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gantry.ingest.dataset.Sentences;

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
        List<float[]> pixels = new ArrayList<>();
        for (int slice : diagnosis.order()) {
            boolean uncut = diagnosis.of(FaultKind.NON_SEGMENTED).test(slice);
            pixels.add(uncut ? diagnosis.cutOut(scan, slice) : scan.pixels().get(slice));
        }
        List<String> done = new ArrayList<>();
        Map<FaultKind, List<Diagnosis.Found>> byKind =
                diagnosis.faults().stream().collect(Collectors.groupingBy(Diagnosis.Found::kind));
        for (FaultKind kind : FaultKind.values()) {
            List<Diagnosis.Found> those = byKind.getOrDefault(kind, List.of());
            say(
                    done,
                    scan,
                    those.stream()
                            .filter(f -> !diagnosis.order().contains(f.slice()))
                            .toList(),
                    kind,
                    "left out");
            say(
                    done,
                    scan,
                    those.stream()
                            .filter(f -> diagnosis.order().contains(f.slice()))
                            .toList(),
                    kind,
                    kind == FaultKind.DISORDERED ? "put in order" : "cut to where the slices beside show lungs");
        }
        return new Mended(pixels, done);
    }

    private static void say(List<String> done, Looked scan, List<Diagnosis.Found> those, FaultKind kind, String what) {
        if (!those.isEmpty()) {
            String names = those.stream()
                    .map(f -> scan.names().get(f.slice()) + " " + f.what())
                    .collect(Collectors.joining(", "));
            done.add("mended: " + Sentences.some(those.size(), kind + " slice", kind + " slices") + " " + what + ": "
                    + names);
        }
    }
}
