package org.gantry.searcher;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gantry.bus.Bus;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Subscription;
import org.gantry.bus.Taker;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** Takes the runs that were asked for and conducts each to its end. */
public final class SearcherVerticle extends VerticleBase {
    private final Bus bus;
    private final SearcherConfig config;
    private @Nullable WorkerExecutor workers;
    private @Nullable ArchitectureLog log;
    private @Nullable Subscription runs;

    public SearcherVerticle(Bus bus, SearcherConfig config) {
        this.bus = bus;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        return openLog().onSuccess(this::takeRuns);
    }

    private Future<ArchitectureLog> openLog() {
        WorkerExecutor executor =
                vertx.createSharedWorkerExecutor("searcher", config.runs(), Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        workers = executor;
        return executor.executeBlocking(() -> new ArchitectureLog(config.directory()));
    }

    private void takeRuns(ArchitectureLog opened) {
        log = opened;
        runs = bus.take(Topics.RUNS, "searchers", 1, new Taker<RunEvent>() {
            @Override
            public Future<Outbox> take(List<Received<RunEvent>> records) {
                return conduct(opened, records.get(0));
            }
        });
    }

    private Future<Outbox> conduct(ArchitectureLog opened, Received<RunEvent> record) {
        if (workers == null || !(record.value() instanceof RunEvent.Asked asked)) {
            return Future.succeededFuture(new Outbox());
        }
        return workers.executeBlocking(
                () -> {
                    new RunConductor(bus, opened, asked.spec()).conduct();
                    return new Outbox();
                },
                false);
    }

    /** Completes when the verticle can no longer work: its health. */
    public Future<Void> ended() {
        return runs == null ? Future.succeededFuture() : runs.ended();
    }

    @Override
    public Future<?> stop() {
        Future<Void> closed = runs == null ? Future.succeededFuture() : runs.close();
        return closed.onComplete(done -> {
            if (log != null) {
                log.close();
            }
        });
    }
}
