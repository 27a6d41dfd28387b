package org.gantry.searcher;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gantry.bus.Bus;
import org.gantry.bus.Groups;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Subscription;
import org.gantry.bus.Taker;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the runs that were asked for and conducts each on a thread of its own, as long as its user wishes. It reads its
 * partitions from the start when they are assigned: the log is the list of its runs, and the group's offset says only
 * which of them are new.
 */
public final class SearcherVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SearcherVerticle.class);
    private static final long LONGEST_STOP_SECONDS = 10;

    private final Bus bus;
    private final SearcherConfig config;
    private final ExecutorService conductors;
    private final Promise<Void> ended = Promise.promise();
    private @Nullable ArchitectureLog log;
    private @Nullable RunDesk desk;
    private @Nullable Subscription runs;

    public SearcherVerticle(Bus bus, SearcherConfig config) {
        this.bus = bus;
        this.config = config;
        this.conductors = Executors.newFixedThreadPool(config.runs(), task -> new Thread(task, "gantry-conductor"));
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> new ArchitectureLog(config.directory()))
                .compose(this::requireWhole)
                .compose(this::readRuns)
                .onSuccess(this::takeRuns);
    }

    private Future<ArchitectureLog> requireWhole(ArchitectureLog opened) {
        log = opened;
        return vertx.executeBlocking(opened::isWhole)
                .compose(whole -> whole ? Future.succeededFuture() : new LogRebuild(vertx, bus, opened).run())
                .map(opened);
    }

    private Future<RunDesk> readRuns(ArchitectureLog opened) {
        RunDesk opening = new RunDesk(bus, conductors, (spec, wish) -> new RunConductor(bus, opened, spec, wish));
        desk = opening;
        opening.broken().onFailure(ended::tryFail);
        return opening.caughtUp().map(opening);
    }

    private void takeRuns(RunDesk owner) {
        Subscription taking = bus.take(Topics.RUNS, Groups.SEARCHERS, 1, new Taker<RunEvent>() {
            @Override
            public OptionalLong resumeAt(int partition) {
                return OptionalLong.of(0);
            }

            @Override
            public Future<Outbox> take(List<Received<RunEvent>> records) {
                return Future.succeededFuture(owner.take(records.get(0)));
            }

            @Override
            public Future<Void> committed(int partition, long nextOffset) {
                owner.committed(partition);
                return Future.succeededFuture();
            }

            @Override
            public void revoked(int partition) {
                owner.revoked(partition);
            }
        });
        runs = taking;
        taking.ended().onSuccess(closed -> ended.tryComplete()).onFailure(ended::tryFail);
    }

    /** Completes when the verticle can no longer work: its health. */
    public Future<Void> ended() {
        return ended.future();
    }

    /** Interrupts its runs; the next searcher finds them in the log and goes on. */
    @Override
    public Future<?> stop() {
        if (desk != null) {
            desk.close();
        }
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
