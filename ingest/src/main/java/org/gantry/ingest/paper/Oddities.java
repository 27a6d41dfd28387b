package org.gantry.ingest.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.ingest.dataset.Findings;
import org.gantry.ingest.dataset.Sentences;

/** What was odd of many scans, one sentence for each kind. */
final class Oddities {
    private final Map<List<String>, List<String>> byKind = new LinkedHashMap<>();

    /** Something of a kind, in words for one and for many, of a scan. */
    void add(String one, String many, String scan) {
        byKind.computeIfAbsent(List.of(one, many), kind -> new ArrayList<>()).add(scan);
    }

    /** All of them as sentences. */
    Findings findings() {
        return new Findings(
                byKind.entrySet().stream()
                        .map(e -> Sentences.some(
                                        e.getValue().size(),
                                        e.getKey().get(0),
                                        e.getKey().get(1))
                                + ": " + Sentences.list(e.getValue()))
                        .toList(),
                List.of());
    }
}
