package org.gantry.trainer;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Groups;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Taker;
import org.gantry.bus.Topics;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EnsembleRequested;
import org.gantry.domain.run.TrainingEvent.Request;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingEvent.SearchRequested;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes the trainings that were asked for and does as many at a time as it has devices, each on the next that is free;
 * shares of a search, which wait for each other, wait for no device. One whose run shall rest it lays down, one whose
 * partition goes to another trainer it leaves.
 */
public final class TrainerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerVerticle.class);

    private final Bus bus;
    private final BlockingQueue<TrainerConfig> free;
    private final List<TrainerConfig> configs;
    private @Nullable WorkerExecutor workers;
    private @Nullable KnownRuns runs;
    private @Nullable ShareDesk shares;
    private @Nullable Subscription trainings;

    /** A trainer with one device. */
    public TrainerVerticle(Bus bus, TrainerConfig config) {
        this(bus, List.of(config));
    }

    /** A trainer with a device for each of these settings. */
    public TrainerVerticle(Bus bus, List<TrainerConfig> configs) {
        this.bus = bus;
        this.free = new LinkedBlockingQueue<>(configs);
        this.configs = List.copyOf(configs);
    }

    @Override
    public Future<?> start() {
        KnownRuns known = new KnownRuns(bus, event -> {});
        runs = known;
        ShareDesk desk = new ShareDesk(bus, configs, (request, config) -> share(config, request, known));
        shares = desk;
        return known.caughtUp().compose(now -> desk.caughtUp()).onSuccess(now -> takeTrainings(known, desk));
    }

    private void takeTrainings(KnownRuns known, ShareDesk desk) {
        WorkerExecutor executor = vertx.createSharedWorkerExecutor(
                "trainer-" + deploymentID(), configs.size(), Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        workers = executor;
        trainings = bus.take(Topics.TRAININGS, Groups.TRAINERS, 1, new Taker<TrainingEvent>() {
            private final Map<Integer, Leavable> inWork = new HashMap<>();

            @Override
            public Future<Outbox> take(List<Received<TrainingEvent>> records) {
                if (!(records.get(0).value() instanceof Request request) || isShare(request)) {
                    return Future.succeededFuture(new Outbox());
                }
                Leavable work = new Leavable();
                inWork.put(records.get(0).partition(), work);
                return executor.executeBlocking(() -> work.during(() -> onFreeDevice(request, known)), false);
            }

            @Override
            public OptionalLong resumeAt(int partition) {
                desk.own(partition);
                return OptionalLong.empty();
            }

            @Override
            public void revoked(int partition) {
                desk.disown(partition);
                Leavable work = inWork.remove(partition);
                if (work != null) {
                    work.leave();
                }
            }
        });
    }

    private static boolean isShare(Request request) {
        return request instanceof SearchRequested search && search.share().isShared();
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
        return unlessAtRest(request, shallRest, TrainerVerticle::said, () -> {
            Job job = job(config, request, shallRest);
            if (request instanceof SearchRequested search) {
                return said(new SearchTraining(job, search).run());
            } else if (request instanceof EnsembleRequested ensemble) {
                return new EnsembleAssembly(job, ensemble.spec()).run();
            }
            return new DerivedTraining(job, ((Requested) request).spec()).run();
        });
    }

    private static Outbox said(TrainingEvent event) {
        return new Outbox().publish(Topics.TRAININGS, event);
    }

    /** A share rests too when its run has failed: it may be that of another share, for which it would wait for ever. */
    private TrainingEvent share(TrainerConfig config, SearchRequested request, KnownRuns known)
            throws InterruptedException {
        BooleanSupplier shallRest = () -> known.standing(request.run()).shallRest()
                || known.standing(request.run()).failed();
        return unlessAtRest(
                request,
                shallRest,
                event -> event,
                () -> new SearchTraining(job(config, request, shallRest), request).run());
    }

    private Job job(TrainerConfig config, Request request, BooleanSupplier shallRest) throws InterruptedException {
        return new Job(bus, config, request, Await.result(Snapshot.dataset(bus, request.dataset())), shallRest);
    }

    /** A training, and what it ends with. */
    private interface Training<T> {
        T run() throws InterruptedException;
    }

    private static <T> T unlessAtRest(
            Request request, BooleanSupplier shallRest, Function<TrainingEvent, T> saying, Training<T> training)
            throws InterruptedException {
        if (shallRest.getAsBoolean()) {
            return saying.apply(new TrainingEvent.Suspended(request.job()));
        }
        MDC.put("run", request.run());
        MDC.put("job", request.job());
        LOG.info("{} starts", request.job());
        try {
            return training.run();
        } catch (InterruptedException e) {
            LOG.info("{} is left to the next trainer", request.job());
            throw e;
        } catch (LaidDown e) {
            LOG.info("{}", e.getMessage());
            return saying.apply(new TrainingEvent.Suspended(request.job()));
        } catch (RuntimeException e) {
            LOG.error("{} failed", request.job(), e);
            return saying.apply(new TrainingEvent.Failed(request.job(), String.valueOf(e.getMessage())));
        } finally {
            MDC.remove("run");
            MDC.remove("job");
        }
    }

    /** Completes when the verticle can no longer work: its health. */
    public Future<Void> ended() {
        return trainings == null || runs == null || shares == null
                ? Future.succeededFuture()
                : Future.all(trainings.ended(), runs.ended(), shares.ended()).mapEmpty();
    }

    /** Interrupts the trainings in work; as their requests are not committed, the next trainer does them. */
    @Override
    public Future<?> stop() {
        if (runs != null) {
            runs.close();
        }
        Future<Void> closed = trainings == null ? Future.succeededFuture() : trainings.close();
        Future<Void> interrupted = workers == null ? Future.succeededFuture() : workers.close();
        return Future.join(closed, interrupted, leave());
    }

    private Future<Boolean> leave() {
        ShareDesk desk = shares;
        if (desk == null) {
            return Future.succeededFuture(true);
        }
        desk.close();
        return vertx.executeBlocking(desk::isIdleSoon);
    }
}
