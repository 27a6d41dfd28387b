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
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;

/** The scans of one partition: what is stored of them, and what a batch that is not committed yet changes. */
final class PartitionScans {
    private static final int MAX_SLICES = 1 << 13;

    /**
     * What a batch changed.
     *
     * @param kept slices, as they came
     * @param gatherings scans that it met, by id
     * @param completed scans that became complete
     * @param loose scans that came again without the data set that they are in
     */
    record Changes(
            List<KeptSlice> kept, Map<String, Gathering> gatherings, List<ScanCompleted> completed, Set<String> loose) {
        static Changes none() {
            return new Changes(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new TreeSet<>());
        }
    }

    /**
     * A slice that is kept.
     *
     * @param scanId its scan's
     * @param index its place
     * @param bytes what it was read from
     */
    record KeptSlice(String scanId, int index, byte[] bytes) {}

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
        Kept kept = new Kept(received.offset(), slice.index(), clock.instant());
        Gathering before = gathering(scanId).orElseGet(() -> Gathering.awaiting(slice, received.partition(), kept));
        Optional<String> unusable = unusable(received, before);
        if (unusable.isPresent()) {
            outbox.reject(received, unusable.get());
            return;
        }
        Decision decision = before.slices().accept(slice);
        Optional<String> refusal = before.slices().refusal(slice, decision.verdict());
        if (refusal.isEmpty()
                && slice.header().dataset().isEmpty()
                && !before.slices().header().dataset().isEmpty()) {
            changes.loose().add(scanId);
        }
        if (decision.verdict() == Verdict.KEEP) {
            changes.kept().add(new KeptSlice(scanId, slice.index(), received.bytes()));
            Gathering after = before.with(decision.next(), kept);
            changes.gatherings().put(scanId, after);
            if (after.slices().complete()) {
                ScanCompleted completed = after.completed();
                changes.completed().add(completed);
                outbox.publish(Topics.SCANS, completed);
            }
        } else {
            changes.gatherings().put(scanId, before.with(decision.next()));
            refusal.ifPresent(reason -> outbox.reject(received, reason));
        }
    }

    /** Why a slice cannot be taken, whatever its scan is. */
    private static Optional<String> unusable(Received<Slice> received, Gathering before) {
        Slice slice = received.value();
        String name = "slice " + slice.index() + " of scan " + slice.header().scanId();
        if (!received.key().equals(slice.header().scanId())) {
            return Optional.of(name + " has the key " + received.key() + ": the key of a slice is its scan's id");
        }
        if (before.partition() != received.partition()) {
            return Optional.of(name + " stands in partition " + received.partition() + ", those before it in "
                    + before.partition() + ": choose the partition by murmur2 of the key, as Java's clients do");
        }
        if (slice.expected() > MAX_SLICES || voxels(slice) > Scan.MAX_VOXELS) {
            return Optional.of(name + ": field expected says " + slice.expected() + " slices, which make "
                    + voxels(slice) + " voxels; " + MAX_SLICES + " and " + Scan.MAX_VOXELS
                    + " are the most: crop or resample the scan");
        }
        return Optional.empty();
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
