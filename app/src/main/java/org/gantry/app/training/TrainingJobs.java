package org.gantry.app.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EnsembleRequested;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingEvent.SearchRequested;
import org.gantry.domain.run.TrainingSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trainings on the bus: asks for those that nobody asked for and for those that failed before, and waits for all. What
 * was asked for and did not end is some trainer's, which goes on where it stopped.
 */
public final class TrainingJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingJobs.class);

    /** How long a change may go unseen, ms. */
    private static final long LONGEST_SILENCE = 1000;

    private final Bus bus;
    private final Map<String, TrainingRecord> records = new LinkedHashMap<>();
    private final Set<String> runs = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private final List<String> refusals = new ArrayList<>();
    private final Subscription reading;
    private Optional<Throwable> broken = Optional.empty();

    /** Watches these trainings; {@link #catchUp}, then {@link #request} begins them. */
    public TrainingJobs(Bus bus, List<TrainingSpec> specs) {
        this.bus = bus;
        for (TrainingSpec spec : specs) {
            runs.add(spec.run());
            records.put(spec.job(), TrainingRecord.of(spec));
        }
        reading = bus.tail(Topics.TRAININGS, r -> read(r.value()));
        reading.ended().onFailure(this::fail);
    }

    private synchronized void read(TrainingEvent event) {
        if (event instanceof SearchRequested search
                && runs.contains(search.spec().run())) {
            refusals.add("run " + search.spec().run() + " is a search on this bus");
        } else if (event instanceof EnsembleRequested ensemble && runs.contains(ensemble.run())) {
            refusals.add("model " + ensemble.run() + " is an ensemble on this bus");
        }
        TrainingRecord record = records.get(event.job());
        if (record == null) {
            return;
        }
        if (event instanceof Requested request) {
            asked.add(event.job());
            if (!request.spec().equals(record.spec())) {
                refusals.add("training " + event.job() + " exists on this bus with other settings");
            }
        }
        records.put(event.job(), record.after(event));
        notifyAll();
    }

    /**
     * Reads what stands there already.
     *
     * @throws IllegalArgumentException if one of their names is taken by something else
     */
    public void catchUp() throws InterruptedException {
        Await.result(reading.caughtUp());
        synchronized (this) {
            if (!refusals.isEmpty()) {
                throw new IllegalArgumentException(
                        refusals.get(0) + "; give another --name, or use another --out or --directory");
            }
        }
    }

    /** Asks for what is missing, once it is caught up. */
    public void request() throws InterruptedException {
        for (TrainingSpec spec : missing()) {
            Await.result(bus.publish(Topics.TRAININGS, new Requested(spec)));
        }
    }

    private synchronized List<TrainingSpec> missing() {
        List<TrainingSpec> missing = new ArrayList<>();
        records.replaceAll((job, record) -> {
            if (!asked.contains(job) || record.failure().isPresent()) {
                missing.add(record.spec());
            }
            return record.failure().isPresent() ? record.after(new Requested(record.spec())) : record;
        });
        return missing;
    }

    /** Ends the waiting: the process that does the work is broken. */
    public synchronized void fail(Throwable cause) {
        broken = Optional.of(cause);
        notifyAll();
    }

    /** What is known so far, in the order in which they were named. */
    public synchronized List<TrainingRecord> soFar() {
        return List.copyOf(records.values());
    }

    /** Waits until all are over, telling of every change. */
    public List<TrainingRecord> await(Consumer<List<TrainingRecord>> listener) throws InterruptedException {
        while (true) {
            List<TrainingRecord> now = soFar();
            listener.accept(now);
            if (now.stream().allMatch(TrainingRecord::over)) {
                return now;
            }
            synchronized (this) {
                if (broken.isPresent()) {
                    throw new IllegalStateException(broken.get().getMessage(), broken.get());
                }
                if (now.equals(soFar())) {
                    wait(LONGEST_SILENCE);
                }
            }
        }
    }

    @Override
    public void close() {
        reading.close().onFailure(e -> LOG.debug("the reader of trainings did not close", e));
    }
}
