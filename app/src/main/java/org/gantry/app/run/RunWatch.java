package org.gantry.app.run;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches one run on the bus: what was drawn, stepped, trained, and where it stands. */
public final class RunWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);

    private final String run;
    private final List<Subscription> readings = new ArrayList<>();
    private final List<Draw> alphaDraws = new ArrayList<>();
    private final List<StepTaken> steps = new ArrayList<>();
    private final List<TrainingEvent> trainings = new ArrayList<>();
    private final Map<Concern, Warned> warnings = new EnumMap<>(Concern.class);
    private Optional<Status> status = Optional.empty();
    private Optional<Throwable> broken = Optional.empty();

    /** Begins to read; {@link #catchUp}, then {@link #await}. */
    public RunWatch(Bus bus, String run) {
        this.run = run;
        read(bus, Topics.DRAWS, this::drawn);
        read(bus, Topics.STEPS, this::stepped);
        read(bus, Topics.TRAININGS, this::trained);
        read(bus, Topics.RUNS, this::stood);
    }

    private <V> void read(Bus bus, Topic<V> topic, Consumer<V> reader) {
        Subscription reading = bus.tail(topic, r -> {
            synchronized (this) {
                reader.accept(r.value());
                notifyAll();
            }
        });
        readings.add(reading);
        reading.ended().onFailure(this::fail);
    }

    /** Reads what stands there already. */
    public void catchUp() throws InterruptedException {
        Await.result(Future.all(readings.stream().map(Subscription::caughtUp).toList()));
    }

    /** A failure or a stop of before counts no more: the run is about to be asked for again. */
    synchronized void beginAgain() {
        status = status.filter(s -> s.stage() != Stage.FAILED && s.stage() != Stage.STOPPED);
    }

    /** Ends the waiting: the process that does the work is broken. */
    public synchronized void fail(Throwable cause) {
        broken = Optional.of(cause);
        notifyAll();
    }

    private void drawn(Draw draw) {
        if (mine(draw.job()) && draw.phase() == Phase.ALPHA) {
            alphaDraws.add(draw);
        }
    }

    private void stepped(StepTaken step) {
        // those of the first share stand for all
        if (step.job().equals(RunSpec.searchJob(run))) {
            steps.add(step);
        }
    }

    private void trained(TrainingEvent event) {
        if (mine(event.job())) {
            trainings.add(event);
        }
    }

    private void stood(RunEvent event) {
        if (event instanceof Status s && s.run().equals(run)) {
            status = Optional.of(s);
        } else if (event instanceof Warned w && w.run().equals(run)) {
            warnings.put(w.concern(), w);
        }
    }

    private boolean mine(String job) {
        return job.startsWith(run + "/");
    }

    /** What is known so far. */
    public synchronized RunRecord soFar() {
        return new RunRecord(
                List.copyOf(alphaDraws),
                List.copyOf(steps),
                List.copyOf(trainings),
                List.copyOf(warnings.values()),
                status);
    }

    /** Waits until the run ended or was stopped, telling of every change. */
    public RunRecord await(Consumer<RunRecord> listener) throws InterruptedException {
        while (true) {
            RunRecord now = soFar();
            listener.accept(now);
            if (now.ended()) {
                return now;
            }
            synchronized (this) {
                if (broken.isPresent()) {
                    throw new IllegalStateException(broken.get().getMessage(), broken.get());
                }
                wait(LONGEST_SILENCE);
            }
        }
    }

    /** How long a change may go unseen, ms. */
    private static final long LONGEST_SILENCE = 1000;

    @Override
    public void close() {
        readings.forEach(r -> r.close().onFailure(e -> LOG.debug("a reader did not close", e)));
    }
}
