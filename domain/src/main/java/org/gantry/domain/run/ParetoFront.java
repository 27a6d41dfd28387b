package org.gantry.domain.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who is worth its cost: an architecture is dominated where another performs at least as well at no more cost and is
 * strictly better in one of the two.
 *
 * @param cost what they are paid with
 * @param front those that nobody dominates, the cheapest first
 * @param dominated the others, the cheapest first
 * @param unknown those whose cost nobody measured
 */
public record ParetoFront(
        Cost cost,
        List<ArchitectureMeasured> front,
        List<ArchitectureMeasured> dominated,
        List<ArchitectureMeasured> unknown) {
    public ParetoFront {
        front = List.copyOf(front);
        dominated = List.copyOf(dominated);
        unknown = List.copyOf(unknown);
    }

    /** The front of some architectures. Equals in both figures stand on it together. */
    public static ParetoFront of(Cost cost, List<ArchitectureMeasured> measured) {
        List<ArchitectureMeasured> cheapestFirst = measured.stream()
                .filter(cost::known)
                .sorted(Comparator.comparingDouble(cost::of)
                        .thenComparing(Comparator.comparingDouble(ArchitectureMeasured::performance)
                                .reversed())
                        .thenComparing(Order.EPOCH.comparator()))
                .toList();
        List<ArchitectureMeasured> front = new ArrayList<>();
        List<ArchitectureMeasured> dominated = new ArrayList<>();
        for (ArchitectureMeasured a : cheapestFirst) {
            // all before it cost no more, and the last on the front is the best of them
            boolean worth = front.isEmpty() || better(cost, a, front.get(front.size() - 1));
            (worth ? front : dominated).add(a);
        }
        return new ParetoFront(
                cost,
                front,
                dominated,
                measured.stream().filter(a -> !cost.known(a)).toList());
    }

    private static boolean better(Cost cost, ArchitectureMeasured a, ArchitectureMeasured best) {
        return a.performance() > best.performance()
                || (a.performance() == best.performance() && cost.of(a) == cost.of(best));
    }
}
