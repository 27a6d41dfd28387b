package org.gantry.searcher;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Asked;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.StepTaken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills an architecture log that is new or was lost with what stands on the topics, of runs that have ended too: nobody
 * conducts those again.
 */
final class LogRebuild {
    private static final Logger LOG = LoggerFactory.getLogger(LogRebuild.class);

    private final Vertx vertx;
    private final Bus bus;
    private final ArchitectureLog log;
    private final Map<String, Joined> joins = new HashMap<>();

    /** Whose steps a job takes. */
    private record Joined(StepJoin join, Share share) {}

    LogRebuild(Vertx vertx, Bus bus, ArchitectureLog log) {
        this.vertx = vertx;
        this.bus = bus;
        this.log = log;
    }

    /** Completes when the log is whole; one that was cut off begins anew. */
    Future<Void> run() {
        LOG.debug("the architecture log is read from the topics");
        return copy(Topics.DRAWS, log::write)
                .compose(done -> Snapshot.latest(bus, Topics.RUNS))
                .compose(runs -> {
                    runs.values().forEach(this::know);
                    return copy(Topics.STEPS, this::write);
                })
                .compose(done -> copy(Topics.ARCHITECTURES, log::write))
                .compose(done -> write(log::markWhole));
    }

    private void know(RunEvent event) {
        if (event instanceof Asked asked) {
            RunSpec spec = asked.spec();
            List<Share> shares = spec.search().sharing().shares();
            StepJoin join = new StepJoin(spec.searchJob(), shares.size());
            shares.forEach(share -> joins.put(spec.searchJob(share), new Joined(join, share)));
        }
    }

    /** A run whose shares differ has failed, and is no reason to stop. */
    private void write(StepTaken step) {
        Joined joined = joins.get(step.job());
        if (joined == null) {
            return;
        }
        try {
            joined.join().add(joined.share().index(), step);
            for (Optional<StepTaken> next = joined.join().next();
                    next.isPresent();
                    next = joined.join().next()) {
                log.write(next.get());
            }
        } catch (IllegalStateException e) {
            LOG.warn("not all steps are logged: {}", e.getMessage());
            joins.values().removeIf(other -> other.join() == joined.join());
        }
    }

    /** Writes go to a worker one after the other, so the last one's end is the end of all. */
    private <V> Future<Void> copy(Topic<V> topic, Consumer<V> writer) {
        Promise<Void> broken = Promise.promise();
        Subscription reading =
                bus.tail(topic, r -> write(() -> writer.accept(r.value())).onFailure(broken::tryFail));
        return reading.caughtUp()
                .compose(done -> write(broken::tryComplete))
                .compose(done -> broken.future())
                .eventually(reading::close);
    }

    private Future<Void> write(Runnable change) {
        return vertx.executeBlocking(() -> {
                    change.run();
                    return true;
                })
                .mapEmpty();
    }
}
