package org.gantry.app.training;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.run.EnsembleSpec;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.gantry.domain.run.TrainingEvent.EnsembleRequested;
import org.gantry.domain.run.TrainingEvent.Failed;
import org.gantry.network.EnsembleBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for an ensemble of models that are published, and waits for it; what cannot be one is refused before. */
public final class EnsembleJob {
    private static final Logger LOG = LoggerFactory.getLogger(EnsembleJob.class);

    private final Bus bus;
    private final EnsembleSpec spec;

    private EnsembleJob(Bus bus, EnsembleSpec spec) {
        this.bus = bus;
        this.spec = spec;
    }

    /**
     * An ensemble under a name.
     *
     * @param models the best first
     * @throws IllegalArgumentException if they cannot answer together, or something else has the name
     */
    public static EnsembleJob of(Bus bus, String name, List<ModelAnnounced> models) throws InterruptedException {
        List<EnsembleBundle.Member> read = new ArrayList<>();
        for (ModelAnnounced model : models) {
            read.add(EnsembleBundle.Member.of(model.model(), Await.result(bus.content(model.content()))));
        }
        EnsembleBundle alike = new EnsembleBundle(read, Map.of());
        ModelAnnounced first = models.get(0);
        EnsembleSpec spec = new EnsembleSpec(
                name,
                first.provenance().dataset(),
                first.provenance().seed(),
                first.preprocessing(),
                models.stream()
                        .map(m -> new EnsembleSpec.Member(m.model(), m.network(), m.content()))
                        .toList());
        EnsembleJob job = new EnsembleJob(bus, spec);
        job.requireFree(alike);
        return job;
    }

    private void requireFree(EnsembleBundle asked) throws InterruptedException {
        boolean run = !Await.result(Snapshot.all(bus, Topics.RUNS, e -> e.run().equals(spec.run())))
                .isEmpty();
        List<String> digests =
                asked.members().stream().map(EnsembleBundle.Member::digest).toList();
        boolean other = there().filter(m -> !m.members().equals(digests)).isPresent();
        if (run || other) {
            throw new IllegalArgumentException("the name " + spec.run() + " is that of another "
                    + (run ? "run" : "model") + " on this bus; give the ensemble another one");
        }
    }

    private Optional<ModelAnnounced> there() throws InterruptedException {
        return Optional.ofNullable(
                Await.result(Snapshot.latest(bus, Topics.MODELS)).get(spec.run()));
    }

    /**
     * Has it published, unless it is; one that some trainer has in work is waited for.
     *
     * @throws IllegalStateException with the reason if it cannot be tested
     */
    public ModelAnnounced publish() throws InterruptedException {
        Optional<ModelAnnounced> there = there();
        if (there.isPresent()) {
            return there.get();
        }
        List<TrainingEvent> before =
                Await.result(Snapshot.all(bus, Topics.TRAININGS, e -> e.job().equals(spec.job())));
        long failures = before.stream().filter(Failed.class::isInstance).count();
        if (before.isEmpty() || before.get(before.size() - 1) instanceof Failed) {
            Await.result(bus.publish(Topics.TRAININGS, new EnsembleRequested(spec)));
        } else if (!before.contains(new EnsembleRequested(spec))) {
            throw new IllegalArgumentException(
                    "an ensemble " + spec.run() + " of other models is in work on this bus; give another name");
        }
        failure(failures).ifPresent(reason -> {
            throw new IllegalStateException("ensemble " + spec.run() + " failed: " + reason);
        });
        return Announcement.of(bus, spec.run());
    }

    /** Waits for its end: why it failed, after so many failures of before, or nothing. */
    private Optional<String> failure(long before) throws InterruptedException {
        Promise<Optional<String>> end = Promise.promise();
        AtomicLong failures = new AtomicLong();
        Subscription reading = bus.tail(Topics.TRAININGS, r -> {
            if (!r.value().job().equals(spec.job())) {
                return;
            }
            if (r.value() instanceof Ended) {
                end.tryComplete(Optional.empty());
            } else if (r.value() instanceof Failed failed && failures.incrementAndGet() > before) {
                end.tryComplete(Optional.of(failed.reason()));
            }
        });
        reading.ended().onFailure(end::tryFail);
        try {
            return Await.result(end.future());
        } finally {
            reading.close().onFailure(e -> LOG.debug("the reader of trainings did not close", e));
        }
    }
}
