package org.gantry.ingest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.Received;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.ScanCompleted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What samplers say of scans: that they are complete, or that their slices contradict what is there. */
final class Completions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);
    /** How a dead letter begins that a sampler wrote of a slice, and not of a scan that waits for others. */
    private static final String BY_A_SAMPLER = "rejected by";

    private final Map<String, ScanCompleted> completed = new HashMap<>();
    /** The last letter of each scan. */
    private final Map<String, DeadLetter> rejected = new HashMap<>();

    private final Set<String> scanIds;
    private final List<Subscription> readings;
    private boolean caughtUp;

    /**
     * What became of scans.
     *
     * @param complete those that are complete with the content that they must have
     * @param conflicts the others, with the reason
     */
    record Outcome(List<ScanCompleted> complete, Map<String, String> conflicts) {}

    /** Begins to listen to what is said of some scans; waits until what was said before is known. */
    Completions(Bus bus, Set<String> scanIds) throws InterruptedException {
        this.scanIds = Set.copyOf(scanIds);
        readings = List.of(bus.tail(Topics.SCANS, this::read), bus.deadLetters(Topics.SLICES, this::read));
        Await.result(Future.all(readings.stream().map(Subscription::caughtUp).toList()));
        synchronized (this) {
            caughtUp = true;
        }
    }

    private synchronized void read(Received<ScanCompleted> received) {
        if (scanIds.contains(received.key())) {
            completed.put(received.key(), received.value());
            notifyAll();
        }
    }

    /** What was rejected in another ingest does not concern this one. */
    private synchronized void read(DeadLetter letter) {
        if (caughtUp && scanIds.contains(letter.key()) && letter.cause().startsWith(BY_A_SAMPLER)) {
            rejected.put(letter.key(), letter);
            notifyAll();
        }
    }

    /** A scan that is complete already. */
    synchronized Optional<ScanCompleted> known(String scanId) {
        return Optional.ofNullable(completed.get(scanId));
    }

    /**
     * Waits until something is known of all scans.
     *
     * @param digests scan id to the content digest that it must have
     * @param ours scan id to the offset of the first slice that this ingest sent; what stands before it is another's
     */
    synchronized Outcome await(Map<String, String> digests, Map<String, Long> ours) throws InterruptedException {
        List<ScanCompleted> complete = new ArrayList<>();
        Map<String, String> conflicts = new LinkedHashMap<>();
        for (Map.Entry<String, String> expected : digests.entrySet()) {
            String scanId = expected.getKey();
            while (!completed.containsKey(scanId) && !rejected(scanId, ours)) {
                wait();
            }
            ScanCompleted scan = completed.get(scanId);
            if (scan == null) {
                conflicts.put(
                        scanId, Objects.requireNonNull(rejected.get(scanId)).reason());
            } else if (scan.contentDigest().equals(expected.getValue())) {
                complete.add(scan);
            } else {
                conflicts.put(
                        scanId,
                        "scan " + scanId + " is on the bus already with other content or for another patient; rename"
                                + " the file, or use another working directory");
            }
        }
        return new Outcome(complete, conflicts);
    }

    private boolean rejected(String scanId, Map<String, Long> ours) {
        DeadLetter letter = rejected.get(scanId);
        return letter != null && letter.offset() >= ours.getOrDefault(scanId, Long.MAX_VALUE);
    }

    @Override
    public void close() {
        readings.forEach(
                reading -> reading.close().onFailure(e -> LOG.warn("a reader of what samplers say did not close", e)));
    }
}
