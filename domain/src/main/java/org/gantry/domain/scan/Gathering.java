package org.gantry.domain.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A scan on its way, and where its slices stand on the bus.
 *
 * @param slices what is known of it
 * @param partition partition of the slices topic
 * @param first offset of its first slice there
 * @param last the last slice that was kept
 * @param told whether it was said to be incomplete since then
 */
public record Gathering(GatheredSlices slices, int partition, long first, Kept last, boolean told) {
    /**
     * A slice that was kept.
     *
     * @param offset its offset on the slices topic
     * @param index which slice
     * @param time when it came
     */
    public record Kept(long offset, int index, Instant time) {}

    /** Before a first slice. */
    public static Gathering awaiting(Slice slice, int partition, Kept kept) {
        return new Gathering(GatheredSlices.awaiting(slice), partition, kept.offset(), kept, false);
    }

    /** After a slice that was dropped. */
    public Gathering with(GatheredSlices next) {
        return new Gathering(next, partition, first, last, told);
    }

    /** After a slice that was kept. */
    public Gathering with(GatheredSlices next, Kept kept) {
        return new Gathering(next, partition, first, kept, false);
    }

    /** After it was said to be incomplete. */
    public Gathering afterTold() {
        return new Gathering(slices, partition, first, last, true);
    }

    /**
     * That it is complete.
     *
     * @throws IllegalStateException where a slice is missing
     */
    public ScanCompleted completed() {
        ScanCompleted scan = slices.completed();
        return new ScanCompleted(
                scan.header(),
                scan.slices(),
                scan.contentDigest(),
                scan.oddities(),
                Optional.of(new LogRange(partition, first, last.offset())));
    }

    /** True where it lacks slices, none came for so long, and nobody was told yet. */
    public boolean overdue(Instant now, Duration patience) {
        return !told && !slices.complete() && !last.time().plus(patience).isAfter(now);
    }
}
