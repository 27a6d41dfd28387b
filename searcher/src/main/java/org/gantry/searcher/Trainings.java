package org.gantry.searcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Received;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingEvent.Failed;
import org.gantry.domain.run.TrainingEvent.Request;
import org.gantry.domain.run.TrainingEvent.Suspended;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trainings of a run as they stand: which were asked for, laid down, and how they ended. Asks for each once,
 * whoever asked before; for one that a trainer laid down, and for one that failed before this was opened, again.
 */
final class Trainings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trainings.class);

    /** How long a change of the user's mind may go unseen, ms. */
    private static final long LOOK_AROUND = 1000;

    private final Bus bus;
    private final RunSpec spec;
    private final Supplier<Wish> wish;
    private final Subscription reading;
    private final Map<String, TrainingEvent> latest = new HashMap<>();
    private final Map<String, Request> wanted = new LinkedHashMap<>();

    /**
     * Opens them, as far as they are on the bus.
     *
     * @param wish what the user wishes now
     */
    Trainings(Bus bus, RunSpec spec, Supplier<Wish> wish) throws InterruptedException {
        this.bus = bus;
        this.spec = spec;
        this.wish = wish;
        reading = bus.tail(Topics.TRAININGS, this::read);
        Await.result(reading.caughtUp());
        forgetFailures();
    }

    /** A run that is asked for again after a failure is tried again. */
    private synchronized void forgetFailures() {
        latest.values().removeIf(Failed.class::isInstance);
    }

    private synchronized void read(Received<TrainingEvent> received) {
        TrainingEvent event = received.value();
        if (event.job().startsWith(spec.run() + "/") && !(event instanceof EpochCompleted)) {
            latest.put(event.job(), event);
            notifyAll();
        }
    }

    /** Asks for a job, unless somebody did and it was not laid down since. */
    void request(Request request) throws InterruptedException {
        synchronized (this) {
            wanted.put(request.job(), request);
        }
        attend();
    }

    /**
     * Looks around between two decisions: asks again for what a trainer laid down when the user had another wish.
     *
     * @throws Resting if the user wishes the run to rest
     */
    void attend() throws InterruptedException {
        wish.get().rest().ifPresent(stage -> {
            throw new Resting(stage);
        });
        for (Request request : missing()) {
            Await.result(bus.publish(Topics.TRAININGS, request));
        }
    }

    private synchronized List<Request> missing() {
        List<Request> missing = new ArrayList<>();
        wanted.forEach((job, request) -> {
            TrainingEvent event = latest.get(job);
            if (event == null || event instanceof Suspended) {
                missing.add(request);
                latest.put(job, request);
            }
        });
        return missing;
    }

    /**
     * Waits until a job ended: Ended or Failed.
     *
     * @throws Resting if the user wishes the run to rest
     */
    TrainingEvent end(String job) throws InterruptedException {
        while (true) {
            Optional<TrainingEvent> end = over(job);
            if (end.isPresent()) {
                return end.get();
            }
            attend();
            synchronized (this) {
                if (over(job).isEmpty() && !(latest.get(job) instanceof Suspended)) {
                    wait(LOOK_AROUND);
                }
            }
        }
    }

    private synchronized Optional<TrainingEvent> over(String job) {
        return Optional.ofNullable(latest.get(job)).filter(e -> e instanceof Ended || e instanceof Failed);
    }

    /** Why a job failed, if it did by now. */
    Optional<String> failure(String job) {
        return over(job).flatMap(end -> end instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty());
    }

    @Override
    public void close() {
        reading.close().onFailure(e -> LOG.warn("the trainings' reader of run {} did not close", spec.run(), e));
    }
}
