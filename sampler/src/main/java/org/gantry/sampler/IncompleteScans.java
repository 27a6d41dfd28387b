package org.gantry.sampler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gantry.bus.Bus;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.GatheredSlices;
import org.gantry.domain.scan.Gathering;
import org.gantry.domain.scan.Slice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of scans whose slices no longer come: the last one goes to the dead letters, with what is missing. What is here
 * stays, and the scan becomes complete when the rest comes. All on the sampler's worker.
 */
final class IncompleteScans {
    private static final Logger LOG = LoggerFactory.getLogger(IncompleteScans.class);
    private static final int SHOWN = 8;

    private final Bus bus;
    private final ScanStore store;
    private final ScanPixels pixels;
    private final InstantSource clock;
    private final Duration patience;
    private final Set<String> telling = new HashSet<>();
    private final Map<Integer, Instant> since = new HashMap<>();

    IncompleteScans(Bus bus, ScanStore store, ScanPixels pixels, InstantSource clock, Duration patience) {
        this.bus = bus;
        this.store = store;
        this.pixels = pixels;
        this.clock = clock;
        this.patience = patience;
    }

    /** A partition came: what was there may wait for slices that stand in the log and were not read yet. */
    void own(int partition) {
        since.put(partition, clock.instant());
    }

    void disown(int partition) {
        since.remove(partition);
    }

    /** Looks at the scans of this sampler's partitions; what follows runs on an executor. */
    void look(Executor worker) {
        Instant now = clock.instant();
        store.open().forEach((scanId, partition) -> {
            Instant from = since.get(partition);
            if (from != null && !from.plus(patience).isAfter(now) && !telling.contains(scanId)) {
                store.gathering(scanId)
                        .filter(gathering -> gathering.overdue(now, patience))
                        .ifPresent(gathering -> tell(scanId, gathering, worker));
            }
        });
    }

    private void tell(String scanId, Gathering gathering, Executor worker) {
        Slice last;
        try {
            last = pixels.slice(scanId, gathering.last().index());
        } catch (RuntimeException e) {
            since.put(gathering.partition(), clock.instant());
            LOG.atWarn()
                    .addKeyValue("scan", scanId)
                    .setCause(e)
                    .log("scan {} is incomplete, which is said later", scanId);
            return;
        }
        telling.add(scanId);
        byte[] bytes = Topics.SLICES.codec().encode(last);
        Received<?> received = new Received<>(
                Topics.SLICES, gathering.partition(), gathering.last().offset(), scanId, last, bytes, false);
        bus.bury(received, reason(scanId, gathering), "incomplete after " + patience.toSeconds() + " s")
                .onComplete(buried -> worker.execute(() -> {
                    telling.remove(scanId);
                    if (buried.failed()) {
                        LOG.atWarn()
                                .addKeyValue("scan", scanId)
                                .setCause(buried.cause())
                                .log("scan {} is incomplete, which could not be said", scanId);
                    } else if (store.gathering(scanId).equals(Optional.of(gathering))) {
                        store.markTold(scanId, gathering);
                    }
                }));
    }

    private static String reason(String scanId, Gathering gathering) {
        GatheredSlices slices = gathering.slices();
        int missing = slices.expected() - slices.digests().size();
        String shown = IntStream.range(0, slices.expected())
                .filter(index -> !slices.digests().containsKey(index))
                .limit(SHOWN)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        return "scan " + scanId + " is incomplete: of " + slices.expected() + " slices " + missing + " did not come, "
                + shown + (missing > SHOWN ? ", ..." : "")
                + "; those that came are kept: send the others and it goes on";
    }
}
