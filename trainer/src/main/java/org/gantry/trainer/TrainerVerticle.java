package org.gantry.trainer;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Taker;
import org.gantry.bus.Topics;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Request;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingEvent.SearchRequested;
import org.gantry.domain.scan.DatasetManifest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the trainings that were asked for and does as many at a time as it has devices, each on the next that is free;
 * one whose run shall rest it lays down.
 */
public final class TrainerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerVerticle.class);

    private final Bus bus;
    private final BlockingQueue<TrainerConfig> free;
    private final int devices;
    private @Nullable WorkerExecutor workers;
    private @Nullable KnownRuns runs;
    private @Nullable Subscription trainings;

    /** A trainer with one device. */
    public TrainerVerticle(Bus bus, TrainerConfig config) {
        this(bus, List.of(config));
    }

    /** A trainer with a device for each of these settings. */
    public TrainerVerticle(Bus bus, List<TrainerConfig> configs) {
        this.bus = bus;
        this.free = new LinkedBlockingQueue<>(configs);
        this.devices = configs.size();
    }

    @Override
    public Future<?> start() {
        KnownRuns known = new KnownRuns(bus, event -> {});
        runs = known;
        return known.caughtUp().onSuccess(now -> takeTrainings(known));
    }

    private void takeTrainings(KnownRuns known) {
        WorkerExecutor executor = vertx.createSharedWorkerExecutor(
                "trainer-" + deploymentID(), devices, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        workers = executor;
        trainings = bus.take(Topics.TRAININGS, "trainers", 1, new Taker<TrainingEvent>() {
            @Override
            public Future<Outbox> take(List<Received<TrainingEvent>> records) {
                return records.get(0).value() instanceof Request request
                        ? executor.executeBlocking(() -> onFreeDevice(request, known), false)
                        : Future.succeededFuture(new Outbox());
            }
        });
    }

    /** There are as many threads as devices, so one is free. */
    private Outbox onFreeDevice(Request request, KnownRuns known) throws InterruptedException {
        TrainerConfig config = free.take();
        try {
            return train(config, request, known);
        } finally {
            free.add(config);
        }
    }

    private Outbox train(TrainerConfig config, Request request, KnownRuns known) throws InterruptedException {
        BooleanSupplier shallRest = () -> known.standing(request.run()).shallRest();
        if (shallRest.getAsBoolean()) {
            return suspended(request);
        }
        LOG.info("{} starts", request.job());
        try {
            DatasetManifest manifest = Await.result(Snapshot.dataset(bus, request.dataset()));
            Job job = new Job(bus, config, request, manifest, shallRest);
            return request instanceof SearchRequested search
                    ? new SearchTraining(job, search.spec()).run()
                    : new DerivedTraining(job, ((Requested) request).spec()).run();
        } catch (LaidDown e) {
            LOG.info("{}", e.getMessage());
            return suspended(request);
        } catch (RuntimeException e) {
            LOG.error("{} failed", request.job(), e);
            return new Outbox()
                    .publish(Topics.TRAININGS, new TrainingEvent.Failed(request.job(), String.valueOf(e.getMessage())));
        }
    }

    private static Outbox suspended(Request request) {
        return new Outbox().publish(Topics.TRAININGS, new TrainingEvent.Suspended(request.job()));
    }

    /** Completes when the verticle can no longer work: its health. */
    public Future<Void> ended() {
        return trainings == null || runs == null
                ? Future.succeededFuture()
                : Future.all(trainings.ended(), runs.ended()).mapEmpty();
    }

    /** Interrupts the trainings in work; as their requests are not committed, the next trainer does them. */
    @Override
    public Future<?> stop() {
        if (runs != null) {
            runs.close();
        }
        Future<Void> closed = trainings == null ? Future.succeededFuture() : trainings.close();
        Future<Void> interrupted = workers == null ? Future.succeededFuture() : workers.close();
        return Future.join(closed, interrupted);
    }
}
