package org.gantry.searcher;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;

/**
 * The top of the recorded architectures by performance, the smaller loss first among equals, each genotype once (paper,
 * Figure 4 II: "top-10").
 */
final class Ranking {
    private static final Comparator<ArchitectureMeasured> BEST_FIRST = Comparator.comparingDouble(
                    ArchitectureMeasured::performance)
            .reversed()
            .thenComparingDouble(ArchitectureMeasured::loss)
            .thenComparingInt(ArchitectureMeasured::epoch);

    private Ranking() {}

    static List<Genotype> top(List<ArchitectureMeasured> measured, int count) {
        Map<Genotype, ArchitectureMeasured> distinct = new LinkedHashMap<>();
        measured.stream().sorted(BEST_FIRST).forEach(a -> distinct.putIfAbsent(a.genotype(), a));
        return distinct.keySet().stream().limit(count).toList();
    }
}
