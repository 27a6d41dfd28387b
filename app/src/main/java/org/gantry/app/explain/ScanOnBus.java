package org.gantry.app.explain;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Feed;
import org.gantry.bus.Received;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.LogRange;
import org.gantry.domain.scan.PackedSlices;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;

/** A scan read back from the topics, as it was fed. */
public final class ScanOnBus {
    private static final int AHEAD = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ScanOnBus() {}

    /**
     * What is known of a scan.
     *
     * @throws IllegalStateException if none of that name is complete
     */
    public static ScanCompleted completed(Bus bus, String scanId) throws InterruptedException {
        return Await.result(Snapshot.latest(bus, Topics.SCANS, scanId, scan -> true))
                .orElseThrow(() -> new IllegalStateException(
                        "scan " + scanId + " is not complete on this bus; 'gantry predictions tail' lists those that"
                                + " were answered"));
    }

    /**
     * Its slices.
     *
     * @throws IllegalStateException if the log no longer has them
     */
    public static Scan read(Bus bus, ScanCompleted completed) throws InterruptedException {
        String scanId = completed.header().scanId();
        LogRange stands = completed
                .stands()
                .orElseThrow(() -> new IllegalStateException("nobody noted where scan " + scanId + " stands"));
        PackedSlices.Room room = new PackedSlices.Room(completed.slices());
        boolean[] there = new boolean[completed.slices()];
        int missing = there.length;
        try (Feed<Slice> feed =
                bus.feed(Topics.SLICES, OptionalInt.of(stands.partition()), scanId, stands.first(), AHEAD)) {
            while (missing > 0) {
                Slice slice = feed.next(PATIENCE)
                        .map(Received::value)
                        .orElseThrow(() -> new IllegalStateException(
                                "the log gives no slices of scan " + scanId + ": were its records deleted?"));
                if (!there[slice.index()]) { // the first that came counts, as it did for the sampler
                    there[slice.index()] = true;
                    room.set(slice.index(), slice.pixels());
                    missing--;
                }
            }
        }
        return new Scan(completed.header(), room.filled(), List.of());
    }
}
