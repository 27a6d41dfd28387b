package org.gantry.searcher;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Received;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.TrainingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trainings of a run as they stand: which were asked for and how they ended. Asks for each once, whoever asked
 * before; for one that failed before this was opened, again.
 */
final class Trainings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trainings.class);

    private final Bus bus;
    private final RunSpec spec;
    private final Subscription reading;
    private final Set<String> requested = new HashSet<>();
    private final Map<String, TrainingEvent> ends = new HashMap<>();

    Trainings(Bus bus, RunSpec spec) throws InterruptedException {
        this.bus = bus;
        this.spec = spec;
        reading = bus.tail(Topics.TRAININGS, this::read);
        Await.result(reading.caughtUp());
        forgetFailures();
    }

    /** A run that is asked for again after a failure is tried again. */
    private synchronized void forgetFailures() {
        ends.values().removeIf(end -> {
            boolean failed = end instanceof TrainingEvent.Failed;
            if (failed) {
                requested.remove(end.job());
            }
            return failed;
        });
    }

    private synchronized void read(Received<TrainingEvent> received) {
        TrainingEvent event = received.value();
        if (!event.job().startsWith(spec.run() + "/")) {
            return;
        }
        if (event instanceof TrainingEvent.Requested || event instanceof TrainingEvent.SearchRequested) {
            requested.add(event.job());
        } else if (event instanceof TrainingEvent.Ended || event instanceof TrainingEvent.Failed) {
            // the latest counts: after a failure it may have been asked for again, and have ended well
            ends.put(event.job(), event);
            notifyAll();
        }
    }

    /** Asks for a job, unless somebody did. */
    void request(TrainingEvent request) throws InterruptedException {
        boolean first;
        synchronized (this) {
            first = requested.add(request.job());
        }
        if (first) {
            Await.result(bus.publish(Topics.TRAININGS, request));
        }
    }

    /** Waits until a job ended: Ended or Failed. */
    synchronized TrainingEvent end(String job) throws InterruptedException {
        while (!ends.containsKey(job)) {
            wait();
        }
        return ends.get(job);
    }

    /** Why a job failed, if it did by now. */
    synchronized Optional<String> failure(String job) {
        return ends.get(job) instanceof TrainingEvent.Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    @Override
    public void close() {
        reading.close().onFailure(e -> LOG.warn("the trainings' reader of run {} did not close", spec.run(), e));
    }
}
