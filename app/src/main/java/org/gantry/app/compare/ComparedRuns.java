package org.gantry.app.compare;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.TrainingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of a comparison on the bus: asks for those that nobody asked for, or that failed, and waits for all. */
public final class ComparedRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ComparedRuns.class);

    /** How long a change may go unseen, ms. */
    private static final long LONGEST_SILENCE = 1000;

    private final Bus bus;
    private final Map<String, RunTrace> traces = new LinkedHashMap<>();
    private final Map<String, RunSpec> asked = new LinkedHashMap<>();
    private final List<Subscription> readings = new ArrayList<>();
    private Optional<Throwable> broken = Optional.empty();

    /** Watches these runs; {@link #catchUp}, then {@link #request} begins them. */
    public ComparedRuns(Bus bus, List<RunSpec> specs) {
        this.bus = bus;
        specs.forEach(spec -> traces.put(spec.run(), new RunTrace(spec)));
        read(Topics.RUNS, RunEvent::run, this::on);
        read(Topics.TRAININGS, event -> runOf(event.job()), (RunTrace trace, TrainingEvent event) -> trace.on(event));
        read(
                Topics.ARCHITECTURES,
                measured -> runOf(measured.job()),
                (RunTrace trace, ArchitectureMeasured measured) -> trace.on(measured));
    }

    private interface Reader<V> {
        void read(RunTrace trace, V value);
    }

    private interface Name<V> {
        String of(V value);
    }

    private <V> void read(Topic<V> topic, Name<V> run, Reader<V> reader) {
        Subscription reading = bus.tail(topic, received -> {
            synchronized (this) {
                RunTrace trace = traces.get(run.of(received.value()));
                if (trace != null) {
                    reader.read(trace, received.value());
                    notifyAll();
                }
            }
        });
        readings.add(reading);
        reading.ended().onFailure(this::fail);
    }

    private void on(RunTrace trace, RunEvent event) {
        if (event instanceof RunEvent.Asked a) {
            asked.put(a.run(), a.spec());
        } else if (event instanceof RunEvent.Status status) {
            trace.on(status);
        }
    }

    private static String runOf(String job) {
        return job.substring(0, Math.max(0, job.indexOf('/')));
    }

    /**
     * Reads what stands there already.
     *
     * @throws IllegalArgumentException if one of their names is taken by a run with other settings
     */
    public void catchUp() throws InterruptedException {
        Await.result(Future.all(readings.stream().map(Subscription::caughtUp).toList()));
        for (RunTrace trace : traces.values()) {
            RunSpec there = asked.get(trace.spec().run());
            if (there != null && !there.equals(trace.spec())) {
                throw new IllegalArgumentException(
                        "run " + trace.spec().run()
                                + " exists on this bus with other settings; give another --name, or use another --out or --directory");
            }
        }
    }

    /** Asks for what is missing, once it is caught up. */
    public void request() throws InterruptedException {
        for (RunTrace trace : traces.values()) {
            if (!asked.containsKey(trace.spec().run()) || trace.failure().isPresent()) {
                synchronized (this) {
                    trace.forgetFailure();
                }
                Await.result(bus.publish(Topics.RUNS, new RunEvent.Asked(trace.spec())));
            }
        }
    }

    /** Ends the waiting: the process that does the work is broken. */
    public synchronized void fail(Throwable cause) {
        broken = Optional.of(cause);
        notifyAll();
    }

    /** Waits until all are over, telling of every change; gives them in the order in which they were named. */
    synchronized List<RunTrace> await(Consumer<List<RunTrace>> listener) throws InterruptedException {
        List<RunTrace> all = List.copyOf(traces.values());
        while (true) {
            listener.accept(all);
            if (all.stream().allMatch(RunTrace::over)) {
                return all;
            }
            if (broken.isPresent()) {
                throw new IllegalStateException(broken.get().getMessage(), broken.get());
            }
            wait(LONGEST_SILENCE);
        }
    }

    @Override
    public void close() {
        readings.forEach(r -> r.close().onFailure(e -> LOG.debug("a reader did not close", e)));
    }
}
