package org.gantry.trainer;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.gantry.network.Device;

/** A bus with a data set and a sampler on it, and trainers that come and go. */
final class Workplace {
    static final Preprocessing INPUT = Preprocessing.lung(new Grid(4, 8, 8));
    static final Widths WIDTHS = Widths.parse("4,6");
    static final Strides STRIDES = Strides.parse("1x2x2/2x2x2/1x1x1");
    static final String JOB = "run/full";
    private static final int SCANS = 8;

    private final Vertx vertx;
    final MemoryBus bus;
    final ScriptedSampler sampler;

    Workplace(Vertx vertx) throws InterruptedException {
        this.vertx = vertx;
        this.bus = new MemoryBus(vertx);
        Await.result(bus.publish(Topics.DATASETS, manifest()));
        this.sampler = new ScriptedSampler(bus, manifest());
    }

    /** Eight scans of each role; of label 1 three times as many as of label 0. */
    static DatasetManifest manifest() {
        List<Entry> entries = new ArrayList<>();
        for (Role role : Role.values()) {
            for (int i = 0; i < SCANS; i++) {
                String id = role.name() + i;
                entries.add(new Entry(id, id, i % 4 == 0 ? 0 : 1, role, "digest"));
            }
        }
        return new DatasetManifest("set", List.of("Normal", "NCP"), entries);
    }

    static TrainingSpec spec(Purpose purpose, TrainingPlan plan) {
        return spec(JOB, purpose, plan);
    }

    static TrainingSpec spec(String job, Purpose purpose, TrainingPlan plan) {
        return new TrainingSpec(
                job, "set", 7, new SearchedModel(Genotype.of(1, 0), WIDTHS, STRIDES), INPUT, purpose, plan);
    }

    /** A trainer of another process, which saves states as often as it can; gives what undeploys it. */
    String trainer() throws InterruptedException {
        return trainer(Duration.ZERO);
    }

    /** A trainer that saves a state only now and then. */
    String trainer(Duration checkpointEvery) throws InterruptedException {
        return trainer(checkpointEvery, 1);
    }

    /** A trainer with some devices. */
    String trainer(Duration checkpointEvery, int devices) throws InterruptedException {
        TrainerConfig config = new TrainerConfig(Device.DEFAULT, 4, "test", checkpointEvery);
        return Await.result(
                vertx.deployVerticle(new TrainerVerticle(bus.another(), Collections.nCopies(devices, config))));
    }

    void stop(String trainer) throws InterruptedException {
        Await.result(vertx.undeploy(trainer));
    }

    /** Waits until something stands on a topic. */
    <V> V await(Topic<V> topic, Predicate<V> wanted) throws InterruptedException {
        Promise<V> found = Promise.promise();
        var reading = bus.tail(topic, r -> {
            if (wanted.test(r.value())) {
                found.tryComplete(r.value());
            }
        });
        V value = Await.result(found.future());
        Await.result(reading.close());
        return value;
    }

    /** Asks for a training and waits for its end. */
    TrainingEvent.Ended train(TrainingEvent request) throws InterruptedException {
        Await.result(bus.publish(Topics.TRAININGS, request));
        return end();
    }

    TrainingEvent.Ended end() throws InterruptedException {
        return end("");
    }

    /** The end of a job, or of any that begins so. */
    TrainingEvent.Ended end(String job) throws InterruptedException {
        TrainingEvent end = await(
                Topics.TRAININGS,
                e -> e.job().startsWith(job)
                        && (e instanceof TrainingEvent.Ended || e instanceof TrainingEvent.Failed));
        if (end instanceof TrainingEvent.Failed failed) {
            throw new AssertionError(failed.reason());
        }
        return (TrainingEvent.Ended) end;
    }

    /** Says something of a run. */
    void say(RunEvent event) throws InterruptedException {
        Await.result(bus.publish(Topics.RUNS, event));
    }

    /** How often a job was laid down. */
    long laidDown(String job) throws InterruptedException {
        return all(Topics.TRAININGS).stream()
                .filter(new TrainingEvent.Suspended(job)::equals)
                .count();
    }

    <V> List<V> all(Topic<V> topic) throws InterruptedException {
        return Await.result(Snapshot.all(bus, topic, v -> true));
    }

    List<TrainingEvent.EpochCompleted> epochs() throws InterruptedException {
        return all(Topics.TRAININGS).stream()
                .filter(TrainingEvent.EpochCompleted.class::isInstance)
                .map(TrainingEvent.EpochCompleted.class::cast)
                .toList();
    }

    /** Numbers of the requests to the samplers, in order. */
    List<Integer> requests() throws InterruptedException {
        return all(Topics.EPOCHS).stream()
                .filter(EpochEvent.Requested.class::isInstance)
                .map(EpochEvent::epoch)
                .toList();
    }
}
