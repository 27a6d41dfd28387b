package org.gantry.searcher;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import org.gantry.bus.Bus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
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

    LogRebuild(Vertx vertx, Bus bus, ArchitectureLog log) {
        this.vertx = vertx;
        this.bus = bus;
        this.log = log;
    }

    /** Completes when the log is whole; one that was cut off begins anew. */
    Future<Void> run() {
        LOG.debug("the architecture log is read from the topics");
        return copy(Topics.DRAWS, log::write)
                .compose(done -> copy(Topics.STEPS, log::write))
                .compose(done -> copy(Topics.ARCHITECTURES, log::write))
                .compose(done -> write(log::markWhole));
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
