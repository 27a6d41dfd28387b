package org.gantry.searcher;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Feed;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Taker;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.gantry.domain.run.TrainingEvent.Failed;
import org.gantry.domain.run.TrainingEvent.Request;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingEvent.SearchRequested;
import org.gantry.domain.run.TrainingEvent.Suspended;
import org.gantry.domain.run.TrainingEvent.Test;
import org.gantry.domain.run.TrainingSpec.Purpose;

/**
 * Plays the trainers' part in a test: steps whose figures follow from the draw, trainings that end at once, and what
 * shall rest laid down.
 */
class ScriptedTrainer implements Taker<TrainingEvent> {
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final Vertx vertx;
    private final Bus bus;
    private final int steps;
    private final double strength;
    private final KnownRuns known;

    /** A trainer that breaks down after so many steps. */
    ScriptedTrainer(Vertx vertx, Bus bus, int steps) {
        this(vertx, bus, steps, 1);
    }

    /** Likewise, its gates multiplied by a strength. */
    ScriptedTrainer(Vertx vertx, Bus bus, int steps, double strength) {
        this.vertx = vertx;
        this.bus = bus;
        this.steps = steps;
        this.strength = strength;
        this.known = new KnownRuns(bus, event -> {});
    }

    @Override
    public Future<Outbox> take(List<Received<TrainingEvent>> records) {
        return records.get(0).value() instanceof Request request
                ? vertx.executeBlocking(() -> new Outbox().publish(Topics.TRAININGS, train(request)), false)
                : Future.succeededFuture(new Outbox());
    }

    boolean shallRest(Request request) {
        return known.standing(request.run()).shallRest();
    }

    /** How a training ends. */
    TrainingEvent train(Request request) throws InterruptedException {
        if (shallRest(request) || (request instanceof SearchRequested search && !search(search))) {
            return new Suspended(request.job());
        }
        Metrics perfect = new Metrics(new int[][] {{1, 0}, {0, 1}}, OptionalDouble.of(1), OptionalDouble.of(0));
        Optional<Test> test =
                request instanceof Requested training && training.spec().purpose() == Purpose.PUBLISH
                        ? Optional.of(new Test(perfect, 0, 1))
                        : Optional.empty();
        Optional<ContentRef> bundle =
                request instanceof Requested training && training.spec().purpose() == Purpose.MEMBER
                        ? Optional.of(new ContentRef("bundle of " + request.job(), 1, 0))
                        : Optional.empty();
        // the last candidate is the best
        return new Ended(request.job(), request.job().endsWith("-1") ? 0.9 : 0.6, 0.5, test, bundle);
    }

    /** A training that fails. */
    static TrainingEvent failed(Request request) {
        return new Failed(request.job(), "the device is gone");
    }

    /** A step was taken and will be published. */
    void taken(StepTaken step) throws InterruptedException {}

    /** True when the search has ended, false where it shall rest. */
    private boolean search(SearchRequested request) throws InterruptedException {
        Set<List<Integer>> known = new HashSet<>();
        for (StepTaken step :
                Await.result(Snapshot.all(bus, Topics.STEPS, s -> s.job().equals(request.job())))) {
            known.add(List.of(step.epoch(), step.step(), step.phase().order(), step.index()));
        }
        int last = request.spec().search().epochs() - 1;
        try (Feed<Draw> draws = bus.feed(Topics.DRAWS, request.job(), 0, 16)) {
            for (int taken = 0; ; taken++) {
                if (taken == steps) {
                    throw new IllegalStateException("broken down");
                }
                Optional<Received<Draw>> next = draws.next(PATIENCE);
                while (next.isEmpty()) {
                    if (shallRest(request)) {
                        return false;
                    }
                    next = draws.next(PATIENCE);
                }
                Draw draw = next.get().value();
                if (known.add(List.of(draw.epoch(), draw.step(), draw.phase().order(), draw.index()))) {
                    StepTaken step = step(draw);
                    taken(step);
                    Await.result(bus.publish(Topics.STEPS, step));
                }
                if (draw.phase() == Phase.MEASURE && draw.epoch() == last) {
                    return true;
                }
            }
        }
    }

    private StepTaken step(Draw draw) {
        double[] gates = new double[draw.phase() == Phase.ALPHA ? Specs.BLOCKS : 0];
        int[] drawn = draw.genotype().indices();
        Arrays.setAll(gates, b -> strength * (0.01 * (drawn[b] - 3) + 0.001 * draw.step()));
        return new StepTaken(
                draw.job(),
                draw.epoch(),
                draw.step(),
                draw.phase(),
                draw.index(),
                draw.genotype(),
                0.6,
                0.5 + 0.01 * draw.epoch(),
                1,
                gates,
                draw.phase() == Phase.MEASURE ? 2.5 : 0);
    }
}
