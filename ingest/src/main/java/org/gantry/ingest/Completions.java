package org.gantry.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gantry.bus.Bus;
import org.gantry.bus.Received;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.ScanCompleted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scans that samplers said are complete. */
final class Completions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final Map<String, ScanCompleted> completed = new HashMap<>();
    private final Subscription reading;

    Completions(Bus bus) {
        reading = bus.tail(Topics.SCANS, this::read);
    }

    private synchronized void read(Received<ScanCompleted> received) {
        completed.put(received.key(), received.value());
        notifyAll();
    }

    /**
     * Waits until scans are complete.
     *
     * @param digests scan id to the content digest that it must have
     * @throws IllegalStateException if a scan of that id is on the bus with other content
     */
    synchronized List<ScanCompleted> await(Map<String, String> digests) throws InterruptedException {
        List<ScanCompleted> scans = new ArrayList<>();
        for (Map.Entry<String, String> expected : digests.entrySet()) {
            while (!completed.containsKey(expected.getKey())) {
                wait();
            }
            ScanCompleted scan = completed.get(expected.getKey());
            if (scan != null && !scan.contentDigest().equals(expected.getValue())) {
                throw new IllegalStateException("scan " + expected.getKey()
                        + " is on the bus already with other content or for another patient; rename the file, or use"
                        + " another working directory");
            }
            if (scan != null) {
                scans.add(scan);
            }
        }
        return scans;
    }

    @Override
    public void close() {
        reading.close().onFailure(e -> LOG.warn("the reader of complete scans did not close", e));
    }
}
