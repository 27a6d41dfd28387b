package org.gantry.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.run.ArchitectureMeasured;

/** The best measured architectures of one search, best first: by performance, then by loss, then the earlier. */
final class Leaderboard {
    static final Comparator<ArchitectureMeasured> BEST_FIRST = Comparator.comparingDouble(
                    ArchitectureMeasured::performance)
            .reversed()
            .thenComparingDouble(ArchitectureMeasured::loss)
            .thenComparing(ArchitectureMeasured::job)
            .thenComparingInt(ArchitectureMeasured::epoch);

    private final int limit;
    private final TreeSet<ArchitectureMeasured> best = new TreeSet<>(BEST_FIRST);
    private int lastEpoch = -1;
    private int measured;

    Leaderboard(int limit) {
        this.limit = limit;
    }

    /** Adds one; a search measures its epochs in order, so an epoch that is not later was seen before: false. */
    @CanIgnoreReturnValue
    boolean add(ArchitectureMeasured architecture) {
        if (architecture.epoch() <= lastEpoch) {
            return false;
        }
        lastEpoch = architecture.epoch();
        measured++;
        best.add(architecture);
        if (best.size() > limit) {
            best.remove(best.last());
        }
        return true;
    }

    List<ArchitectureMeasured> bestFirst() {
        return List.copyOf(best);
    }

    Optional<ArchitectureMeasured> best() {
        return best.isEmpty() ? Optional.empty() : Optional.of(best.first());
    }

    /** How many were measured, those that are not kept included. */
    int measured() {
        return measured;
    }
}
