package org.gantry.searcher;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gantry.bus.Bus;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Subscription;
import org.gantry.bus.Taker;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the runs that were asked for and conducts each to its end, on a thread of its own. */
public final class SearcherVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SearcherVerticle.class);
    private static final long LONGEST_STOP_SECONDS = 10;

    private final Bus bus;
    private final SearcherConfig config;
    private final ExecutorService conductors;
    private @Nullable ArchitectureLog log;
    private @Nullable Subscription runs;

    public SearcherVerticle(Bus bus, SearcherConfig config) {
        this.bus = bus;
        this.config = config;
        this.conductors = Executors.newFixedThreadPool(config.runs(), task -> new Thread(task, "gantry-conductor"));
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> new ArchitectureLog(config.directory()))
                .onSuccess(this::takeRuns);
    }

    private void takeRuns(ArchitectureLog opened) {
        log = opened;
        runs = bus.take(Topics.RUNS, "searchers", 1, new Taker<RunEvent>() {
            @Override
            public Future<Outbox> take(List<Received<RunEvent>> records) {
                return records.get(0).value() instanceof RunEvent.Asked asked
                        ? conduct(opened, asked.spec())
                        : Future.succeededFuture(new Outbox());
            }
        });
    }

    private Future<Outbox> conduct(ArchitectureLog opened, RunSpec spec) {
        Promise<Outbox> done = Promise.promise();
        conductors.execute(() -> {
            try {
                new RunConductor(bus, opened, spec).conduct();
                done.complete(new Outbox());
            } catch (InterruptedException | RuntimeException e) {
                done.fail(e);
            }
        });
        return done.future();
    }

    /** Completes when the verticle can no longer work: its health. */
    public Future<Void> ended() {
        return runs == null ? Future.succeededFuture() : runs.ended();
    }

    /** Interrupts its runs; as their requests are not committed, the next searcher resumes them. */
    @Override
    public Future<?> stop() {
        Future<Void> closed = runs == null ? Future.succeededFuture() : runs.close();
        conductors.shutdownNow().forEach(waiting -> LOG.info("a run waits for the next searcher"));
        return vertx.executeBlocking(this::release).eventually(() -> closed);
    }

    /** The log is closed when nobody writes to it any more. */
    private boolean release() throws InterruptedException {
        boolean idle = conductors.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        if (idle && log != null) {
            log.close();
        }
        return idle;
    }
}
