package org.gantry.sampler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;

/** The scans of one partition that are not complete yet, and what has changed since the last commit. */
final class PartitionScans {
    private static final class Gathering {
        private ScanAssembly assembly;
        private final Map<Integer, Slice> slices = new TreeMap<>();

        Gathering(Slice first) {
            assembly = ScanAssembly.awaiting(first);
        }

        void take(Slice slice) {
            ScanAssembly.Decision decision = assembly.accept(slice);
            assembly = decision.next();
            if (decision.verdict() == ScanAssembly.Verdict.KEEP) {
                slices.put(slice.index(), slice);
            }
        }
    }

    /**
     * What a batch changed.
     *
     * @param slices slices that were kept
     * @param completed scans that became complete
     */
    record Changes(List<Slice> slices, List<ScanCompleted> completed) {}

    private final ScanStore store;
    private final Map<String, Gathering> gathering = new HashMap<>();
    private Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());

    PartitionScans(ScanStore store) {
        this.store = store;
    }

    /** Takes a slice; gives the scan where that made it complete. Slices of complete scans are dropped. */
    Optional<ScanCompleted> take(Slice slice) {
        String scanId = slice.header().scanId();
        if (isComplete(scanId)) {
            return Optional.empty();
        }
        Gathering scan = gathering.computeIfAbsent(scanId, id -> resume(slice));
        int before = scan.slices.size();
        scan.take(slice);
        if (scan.slices.size() > before) {
            changes.slices().add(slice);
        }
        if (!scan.assembly.complete()) {
            return Optional.empty();
        }
        gathering.remove(scanId);
        ScanCompleted completed = completed(scan);
        changes.completed().add(completed);
        return Optional.of(completed);
    }

    private boolean isComplete(String scanId) {
        return store.completed(scanId).isPresent()
                || changes.completed().stream()
                        .anyMatch(c -> c.header().scanId().equals(scanId));
    }

    /** The gathering of a scan as the store has it, if any. */
    private Gathering resume(Slice next) {
        List<Slice> here = store.slices(next.header().scanId());
        Gathering scan = new Gathering(here.isEmpty() ? next : here.get(0));
        here.forEach(scan::take);
        return scan;
    }

    private static ScanCompleted completed(Gathering gathered) {
        Scan scan = new Scan(
                gathered.assembly.header(),
                gathered.slices.values().stream().map(Slice::pixels).toList(),
                gathered.assembly.oddities());
        return new ScanCompleted(scan.header(), scan.slices().size(), scan.contentDigest(), scan.oddities());
    }

    /** What has changed since this was last asked. */
    Changes drain() {
        Changes drained = changes;
        changes = new Changes(new ArrayList<>(), new ArrayList<>());
        return drained;
    }
}
