package org.gantry.sampler;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gantry.bus.Bus;
import org.gantry.bus.Groups;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Assembles scans from slices, and streams the volumes that trainers and models ask for. */
public final class SamplerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SamplerVerticle.class);
    private static final int BATCH = 256;
    private static final int TOPICS_READ = 3;
    private static final int PAUSE_SECONDS = 5;
    /** How often scans that lack slices are looked at. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Bus bus;
    private final SamplerConfig config;
    private final InstantSource clock;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private @Nullable WorkerExecutor worker;
    private @Nullable ScanStore store;

    /** On the worker alone. */
    private boolean released;

    public SamplerVerticle(Bus bus, SamplerConfig config) {
        this(bus, config, InstantSource.system());
    }

    /** With a clock of its own. */
    SamplerVerticle(Bus bus, SamplerConfig config, InstantSource clock) {
        this.bus = bus;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        WorkerExecutor executor =
                vertx.createSharedWorkerExecutor("sampler-" + deploymentID(), 1, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        worker = executor;
        return executor.executeBlocking(
                        () -> new ScanStore(config.directory(), config.limits().storeBytes()))
                .onSuccess(opened -> subscribe(executor, opened));
    }

    private void subscribe(WorkerExecutor executor, ScanStore opened) {
        store = opened;
        Executor onWorker = task -> run(executor, task);
        Executor afterPause =
                task -> vertx.timer(PAUSE_SECONDS, TimeUnit.SECONDS).onSuccess(over -> onWorker.execute(task));
        Turns turns = new Turns(onWorker, afterPause);
        ScanPixels pixels = new ScanPixels(bus, opened);
        VolumeDesk desk = new VolumeDesk(
                bus, opened, new PreparedScans(pixels, config.limits().cacheBytes()), turns, TOPICS_READ);
        read(Topics.DATASETS, onWorker, desk, desk::on);
        read(Topics.EPOCHS, onWorker, desk, desk::on);
        read(Topics.MODELS, onWorker, desk, desk::on);
        IncompleteScans incomplete =
                new IncompleteScans(bus, opened, pixels, clock, config.limits().patience());
        SliceTaker taker = new SliceTaker(executor, opened, desk, incomplete, clock);
        subscriptions.add(bus.take(Topics.SLICES, Groups.SAMPLERS, BATCH, taker));
        vertx.setPeriodic(LOOK.toMillis(), id -> onWorker.execute(() -> incomplete.look(onWorker)));
    }

    private <V> void read(Topic<V> topic, Executor onWorker, VolumeDesk desk, Consumer<V> reader) {
        Subscription tail = bus.tail(topic, r -> onWorker.execute(() -> reader.accept(r.value())));
        subscriptions.add(tail);
        tail.caughtUp().onSuccess(done -> onWorker.execute(desk::caughtUp));
    }

    private void run(WorkerExecutor executor, Runnable task) {
        executor.executeBlocking(() -> {
                    // an acknowledgement may come when the store is closed; what it would have noted is sent again
                    if (!released) {
                        task.run();
                    }
                    return null;
                })
                .onFailure(e -> LOG.error("the sampler failed at an event", e));
    }

    /** Completes when its partitions are rebuilt and what stood on its topics at the start is read. */
    public Future<Void> ready() {
        return Future.all(subscriptions.stream().map(Subscription::caughtUp).toList())
                .mapEmpty();
    }

    /** Fails when the verticle can no longer work: its health. */
    public Future<Void> ended() {
        return Future.all(subscriptions.stream().map(Subscription::ended).toList())
                .mapEmpty();
    }

    @Override
    public Future<?> stop() {
        return Future.join(subscriptions.stream().map(Subscription::close).toList())
                .eventually(this::release);
    }

    private Future<Void> release() {
        if (worker == null) {
            return Future.succeededFuture();
        }
        return worker.executeBlocking(() -> {
            released = true;
            if (store != null) {
                store.close();
            }
            return null;
        });
    }
}
