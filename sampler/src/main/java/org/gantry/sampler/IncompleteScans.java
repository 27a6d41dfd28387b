package org.gantry.sampler;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.gantry.bus.Bus;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Gathering;
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

    IncompleteScans(Bus bus, ScanStore store, ScanPixels pixels, InstantSource clock, Duration patience) {
        this.bus = bus;
        this.store = store;
        this.pixels = pixels;
        this.clock = clock;
        this.patience = patience;
    }

    /** Looks at the scans of some partitions; what follows runs on an executor. */
    void look(Set<Integer> partitions, Executor worker) {
        store.open().forEach((scanId, partition) -> {
            if (partitions.contains(partition) && !telling.contains(scanId)) {
                store.gathering(scanId)
                        .filter(gathering -> gathering.overdue(clock.instant(), patience))
                        .ifPresent(gathering -> tell(scanId, gathering, worker));
            }
        });
    }

    private void tell(String scanId, Gathering gathering, Executor worker) {
        telling.add(scanId);
        int index = gathering.last().index();
        Received<?> last = new Received<>(
                Topics.SLICES,
                gathering.partition(),
                gathering.last().offset(),
                scanId,
                pixels.slice(scanId, index),
                false);
        bus.bury(last, reason(scanId, gathering), "incomplete after " + patience.toSeconds() + " s")
                .onComplete(buried -> worker.execute(() -> {
                    telling.remove(scanId);
                    if (buried.failed()) {
                        LOG.warn("scan {} is incomplete, which could not be said", scanId, buried.cause());
                    } else if (store.gathering(scanId).equals(Optional.of(gathering))) {
                        store.markTold(scanId, gathering);
                    }
                }));
    }

    private static String reason(String scanId, Gathering gathering) {
        List<Integer> missing = gathering.slices().missing();
        String shown = missing.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return "scan " + scanId + " is incomplete: of " + gathering.slices().expected() + " slices "
                + missing.size() + " did not come, " + shown + (missing.size() > SHOWN ? ", ..." : "")
                + "; those that came are kept: send the others and it goes on";
    }
}
