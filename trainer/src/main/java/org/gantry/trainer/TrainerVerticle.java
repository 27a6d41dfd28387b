package org.gantry.trainer;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Taker;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingEvent.SearchRequested;
import org.gantry.domain.run.TrainingSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the trainings that were asked for and does them one at a time on its device. */
public final class TrainerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerVerticle.class);

    private final Bus bus;
    private final TrainerConfig config;
    private @Nullable WorkerExecutor device;
    private @Nullable Subscription trainings;

    public TrainerVerticle(Bus bus, TrainerConfig config) {
        this.bus = bus;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        WorkerExecutor executor =
                vertx.createSharedWorkerExecutor("trainer-" + deploymentID(), 1, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        device = executor;
        trainings = bus.take(Topics.TRAININGS, "trainers", 1, new Taker<TrainingEvent>() {
            @Override
            public Future<Outbox> take(List<Received<TrainingEvent>> records) {
                TrainingEvent event = records.get(0).value();
                return event instanceof Requested || event instanceof SearchRequested
                        ? executor.executeBlocking(() -> train(event), false)
                        : Future.succeededFuture(new Outbox());
            }
        });
        return Future.succeededFuture();
    }

    private Outbox train(TrainingEvent request) throws InterruptedException {
        LOG.info("{} starts", request.job());
        try {
            if (request instanceof SearchRequested search) {
                RunSpec spec = search.spec();
                return new SearchTraining(job(request, spec.seed(), spec.dataset()), spec).run();
            }
            TrainingSpec spec = ((Requested) request).spec();
            return new DerivedTraining(job(request, spec.seed(), spec.dataset()), spec).run();
        } catch (RuntimeException e) {
            LOG.error("{} failed", request.job(), e);
            return new Outbox()
                    .publish(Topics.TRAININGS, new TrainingEvent.Failed(request.job(), String.valueOf(e.getMessage())));
        }
    }

    private Job job(TrainingEvent request, long seed, String dataset) throws InterruptedException {
        return new Job(bus, config, request, seed, Await.result(Snapshot.dataset(bus, dataset)));
    }

    /** Completes when the verticle can no longer work: its health. */
    public Future<Void> ended() {
        return trainings == null ? Future.succeededFuture() : trainings.ended();
    }

    /** Interrupts the training in work; as its request is not committed, the next trainer does it. */
    @Override
    public Future<?> stop() {
        Future<Void> closed = trainings == null ? Future.succeededFuture() : trainings.close();
        Future<Void> interrupted = device == null ? Future.succeededFuture() : device.close();
        return Future.join(closed, interrupted);
    }
}
