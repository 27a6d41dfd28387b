package org.gantry.sampler;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.gantry.bus.Bus;
import org.gantry.bus.Feed;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Gathering;
import org.gantry.domain.scan.Slice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slices of scans: from the store, and from the log again where the store has forgotten them. */
final class ScanPixels {
    private static final Logger LOG = LoggerFactory.getLogger(ScanPixels.class);
    private static final int AHEAD = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bus bus;
    private final ScanStore store;

    ScanPixels(Bus bus, ScanStore store) {
        this.bus = bus;
        this.store = store;
    }

    /**
     * A slice that was kept; waits for the log where it must.
     *
     * @throws IllegalStateException where it stands neither in the store nor in the log
     */
    Slice slice(String scanId, int index) {
        return store.slice(scanId, index).orElseGet(() -> {
            restore(scanId);
            return store.slice(scanId, index)
                    .orElseThrow(() -> new IllegalStateException("slice " + index + " of scan " + scanId
                            + " is no longer kept here: give the sampler's store a larger limit"));
        });
    }

    /** Reads all slices of a scan from where its first one stands. */
    private void restore(String scanId) {
        Gathering gathering = store.gathering(scanId)
                .orElseThrow(() -> new IllegalStateException("scan " + scanId + " is not known here"));
        LOG.atInfo().addKeyValue("scan", scanId).log("scan {} is read from the log again", scanId);
        Set<Integer> missing = new HashSet<>(gathering.slices().digests().keySet());
        try (Feed<Slice> feed =
                bus.feed(Topics.SLICES, OptionalInt.of(gathering.partition()), scanId, gathering.first(), AHEAD)) {
            while (!missing.isEmpty()) {
                Slice slice = next(feed, scanId);
                String digest = gathering.slices().digests().get(slice.index());
                if (slice.digest().equals(digest) && missing.remove(slice.index())) {
                    store.restore(slice);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("scan " + scanId + " was not read to its end", e);
        }
    }

    private static Slice next(Feed<Slice> feed, String scanId) throws InterruptedException {
        Optional<Received<Slice>> received = feed.next(PATIENCE);
        return received.map(Received::value)
                .orElseThrow(() -> new IllegalStateException(
                        "the log gives no slices of scan " + scanId + ": were its records deleted?"));
    }
}
