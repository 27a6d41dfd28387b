package org.gantry.searcher;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.gantry.bus.Bus;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Asked;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The runs of the partitions that this searcher owns. Each with something to be done is conducted on a thread, once at
 * a time, until it ends or rests; then the thread is free for others.
 */
final class RunDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RunDesk.class);

    private final Bus bus;
    private final Executor threads;
    private final BiFunction<RunSpec, Supplier<Wish>, RunConductor> conductors;
    private final KnownRuns known;
    private final Promise<Void> broken = Promise.promise();
    private final Map<String, Owned> owned = new HashMap<>();
    private final Map<String, Conducting> conducted = new HashMap<>();
    private final Set<String> askedAgain = new HashSet<>();
    private boolean closed;

    private record Owned(RunSpec spec, int partition) {}

    RunDesk(Bus bus, Executor threads, BiFunction<RunSpec, Supplier<Wish>, RunConductor> conductors) {
        this.bus = bus;
        this.threads = threads;
        this.conductors = conductors;
        this.known = new KnownRuns(bus, event -> attend(event.run()));
        known.ended().onFailure(broken::tryFail);
    }

    /** Completes when all that was said of runs before is known. */
    Future<Void> caughtUp() {
        return known.caughtUp();
    }

    /** Begins nothing any more. */
    synchronized void close() {
        closed = true;
        known.close();
    }

    /** Fails when it can no longer work. */
    Future<Void> broken() {
        return broken.future();
    }

    /**
     * Owns a run. One that is asked for now, and not only replayed, is begun again if it failed before: its status
     * changes together with the commit of what asked for it.
     */
    synchronized Outbox take(Received<RunEvent> received) {
        Outbox outbox = new Outbox();
        if (received.value() instanceof Asked asked) {
            String run = asked.run();
            owned.put(run, new Owned(asked.spec(), received.partition()));
            if (received.replayed() || stage(run) == Stage.COMPLETED) {
                return outbox;
            }
            if (conducted.containsKey(run)) {
                askedAgain.add(run);
            } else {
                outbox.publish(Topics.RUNS, taken(run));
            }
        }
        return outbox;
    }

    private @Nullable Stage stage(String run) {
        return known.standing(run).status().map(Status::stage).orElse(null);
    }

    private static Status taken(String run) {
        return new Status(run, Stage.SEARCHING, "taken, begins");
    }

    /** What was taken is committed: its work may begin. */
    synchronized void committed(int partition) {
        List.copyOf(owned.keySet()).stream().filter(run -> owns(run, partition)).forEach(this::attend);
    }

    private boolean owns(String run, int partition) {
        Owned one = owned.get(run);
        return one != null && one.partition() == partition;
    }

    /** Conducts a run if something is to be done: it has not ended, and does not rest as its user wishes. */
    private synchronized void attend(String run) {
        Owned one = owned.get(run);
        if (!closed
                && one != null
                && !conducted.containsKey(run)
                && !known.standing(run).settled()) {
            Conducting conducting = new Conducting(one.spec());
            conducted.put(run, conducting);
            threads.execute(conducting);
        }
    }

    /** Another searcher has these runs now. */
    synchronized void revoked(int partition) {
        Set<String> gone = new HashSet<>(owned.keySet());
        gone.removeIf(run -> !owns(run, partition));
        for (String run : gone) {
            owned.remove(run);
            Conducting conducting = conducted.get(run);
            if (conducting != null) {
                conducting.leave();
            }
        }
    }

    /** One run on its thread. */
    private final class Conducting implements Runnable {
        private final RunSpec spec;
        private @Nullable Thread thread;
        private boolean left;

        Conducting(RunSpec spec) {
            this.spec = spec;
        }

        @Override
        public void run() {
            MDC.put("run", spec.run());
            try {
                if (begin()) {
                    Status last = conductors
                            .apply(spec, () -> known.standing(spec.run()).wish())
                            .conduct();
                    known.await(
                            spec.run(),
                            standing -> standing.status().filter(last::equals).isPresent());
                }
            } catch (InterruptedException e) {
                LOG.info("run {} waits for the next searcher", spec.run());
            } catch (RuntimeException e) {
                broken.tryFail(e);
            } finally {
                MDC.remove("run");
                end();
            }
        }

        private boolean begin() {
            synchronized (RunDesk.this) {
                thread = Thread.currentThread();
                return !left;
            }
        }

        private void end() {
            synchronized (RunDesk.this) {
                thread = null;
                conducted.remove(spec.run());
                if (askedAgain.remove(spec.run()) && stage(spec.run()) == Stage.FAILED) {
                    bus.publish(Topics.RUNS, taken(spec.run())).onFailure(broken::tryFail);
                }
                if (!left) {
                    attend(spec.run());
                }
            }
        }

        /** Leaves the run to another searcher. */
        void leave() {
            left = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
