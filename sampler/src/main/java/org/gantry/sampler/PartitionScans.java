package org.gantry.sampler;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.GatheredSlices.Decision;
import org.gantry.domain.scan.GatheredSlices.Verdict;
import org.gantry.domain.scan.Gathering;
import org.gantry.domain.scan.Gathering.Kept;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;

/** The scans of one partition: what is stored of them, and what a batch that is not committed yet changes. */
final class PartitionScans {
    /** 2^29 voxels: a 512 x 512 scan of 2,048 slices. */
    private static final long MAX_VOXELS = 1L << 29;

    /**
     * What a batch changed.
     *
     * @param kept slices
     * @param gatherings scans that it met, by id
     * @param completed scans that became complete
     * @param loose complete scans that came again without the data set that they are in
     */
    record Changes(
            List<Slice> kept, Map<String, Gathering> gatherings, List<ScanCompleted> completed, Set<String> loose) {
        static Changes none() {
            return new Changes(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new TreeSet<>());
        }
    }

    private final ScanStore store;
    private final InstantSource clock;
    private Changes changes = Changes.none();

    PartitionScans(ScanStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Takes a slice: keeps it, drops it because it is here already, or rejects it with a reason. */
    void take(Received<Slice> received, Outbox outbox) {
        Slice slice = received.value();
        String scanId = slice.header().scanId();
        if (voxels(slice) > MAX_VOXELS) {
            outbox.reject(
                    received,
                    "field expected: " + slice.expected() + " slices of scan " + scanId + " make " + voxels(slice)
                            + " voxels, more than " + MAX_VOXELS + ": crop or resample the scan");
            return;
        }
        Kept kept = new Kept(received.offset(), slice.index(), clock.instant());
        Gathering before = gathering(scanId).orElseGet(() -> Gathering.awaiting(slice, received.partition(), kept));
        Decision decision = before.slices().accept(slice);
        if (decision.verdict() == Verdict.KEEP) {
            changes.kept().add(slice);
            Gathering after = before.with(decision.next(), kept);
            changes.gatherings().put(scanId, after);
            if (after.slices().complete()) {
                ScanCompleted completed = after.completed();
                changes.completed().add(completed);
                outbox.publish(Topics.SCANS, completed);
            }
        } else {
            changes.gatherings().put(scanId, before.with(decision.next()));
            if (decision.verdict() == Verdict.REPEATED
                    && before.slices().complete()
                    && slice.header().dataset().isEmpty()
                    && !before.slices().header().dataset().isEmpty()) {
                changes.loose().add(scanId);
            }
            before.slices().refusal(slice, decision.verdict()).ifPresent(reason -> outbox.reject(received, reason));
        }
    }

    private static long voxels(Slice slice) {
        ScanHeader header = slice.header();
        return (long) header.rows() * header.columns() * slice.expected();
    }

    private Optional<Gathering> gathering(String scanId) {
        Gathering changed = changes.gatherings().get(scanId);
        return changed == null ? store.gathering(scanId) : Optional.of(changed);
    }

    /** What has changed since this was last asked. */
    Changes drain() {
        Changes drained = changes;
        changes = Changes.none();
        return drained;
    }
}
