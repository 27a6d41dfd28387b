package org.gantry.interpreter;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gantry.bus.Bus;
import org.gantry.bus.Groups;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.network.Classifier;
import org.gantry.network.ModelBundle;
import org.jspecify.annotations.Nullable;

/** Takes volumes and answers them. */
public final class InterpreterVerticle extends VerticleBase {
    private static final int BATCH = 16;

    private final Bus bus;
    private final InterpreterConfig config;
    private final Models models;
    private @Nullable WorkerExecutor worker;
    private @Nullable Answered answered;
    private @Nullable Subscription volumes;

    /** That computes what the models say. */
    public InterpreterVerticle(Bus bus, InterpreterConfig config) {
        this(bus, config, bundle -> LoadedModel.network(bundle, config));
    }

    /** @param classifiers make of a network what answers for it */
    public InterpreterVerticle(Bus bus, InterpreterConfig config, Function<ModelBundle, Classifier> classifiers) {
        this.bus = bus;
        this.config = config;
        this.models = new Models(bus, config, classifiers);
    }

    @Override
    public Future<?> start() {
        WorkerExecutor executor = vertx.createSharedWorkerExecutor(
                "interpreter-" + deploymentID(), 1, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        worker = executor;
        return Future.all(bus.partitions(Topics.VOLUMES), bus.partitions(Topics.PREDICTIONS))
                .compose(counts -> executor.executeBlocking(() -> {
                    requireAlike(counts.resultAt(0), counts.resultAt(1));
                    return new Answered(config.directory(), bus);
                }))
                .onSuccess(opened -> takeVolumes(executor, opened));
    }

    /** What was answered of a partition's volumes stands in the partition of predictions with its number. */
    private static void requireAlike(int volumes, int predictions) {
        if (volumes != predictions) {
            throw new IllegalStateException("topic " + Topics.VOLUMES.name() + " has " + volumes + " partitions, "
                    + Topics.PREDICTIONS.name() + " has " + predictions + ": make both with as many");
        }
    }

    private void takeVolumes(WorkerExecutor executor, Answered opened) {
        answered = opened;
        VolumeTaker taker = new VolumeTaker(executor, models, opened, bus.tracer());
        Subscription taking = bus.take(Topics.VOLUMES, Groups.INTERPRETERS, BATCH, taker);
        taking.ended().onComplete(ended -> taker.leave());
        volumes = taking;
    }

    /** Completes when the volumes that stood on the topic at its start are answered. */
    public Future<Void> ready() {
        return volumes == null ? Future.failedFuture("the interpreter has not started") : volumes.caughtUp();
    }

    /** Completes when the verticle can no longer work: its health. */
    public Future<Void> ended() {
        return volumes == null ? Future.succeededFuture() : volumes.ended();
    }

    @Override
    public Future<?> stop() {
        Future<Void> closed = volumes == null ? Future.succeededFuture() : volumes.close();
        return closed.eventually(this::release);
    }

    private Future<Void> release() {
        if (worker == null) {
            return Future.succeededFuture();
        }
        return worker.executeBlocking(() -> {
            models.close();
            if (answered != null) {
                answered.close();
            }
            return null;
        });
    }
}
