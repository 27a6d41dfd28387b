package org.gantry.ingest.delivery;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gantry.ingest.delivery.News.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the deliveries of a folder, one after the other: an entry that is complete is ingested, and settled when the
 * bus has it. The folder is all the state there is, so what was not settled is taken again by the next process.
 */
public final class DeliveryVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryVerticle.class);

    private final DropFolder folder;
    private final Settlement settlement;
    private final Ingester ingester;
    private final DeliveryConfig config;
    private final Consumer<News> news;
    private final Settling settling;
    private final Deque<String> settled = new ArrayDeque<>();
    private volatile Optional<Taking> taking = Optional.empty();
    private String lastTrouble = "";
    private Future<?> lastWork = Future.succeededFuture();
    private boolean looking;
    private int settlements;
    private volatile boolean stopped;
    private @Nullable WorkerExecutor worker;
    private @Nullable Context own;

    /**
     * The delivery that is being taken.
     *
     * @param name its name
     * @param done how many of its scans were read
     * @param all how many there are, 0 before that is known
     */
    public record Taking(String name, int done, int all) {}

    /** Takes the deliveries of a folder, which it closes when it ends. */
    public DeliveryVerticle(
            DropFolder folder, Settlement settlement, Ingester ingester, DeliveryConfig config, Consumer<News> news) {
        this.folder = folder;
        this.settlement = settlement;
        this.ingester = ingester;
        this.config = config;
        this.news = news;
        this.settling = new Settling(config.settle());
    }

    /** Takes what somebody puts into a folder, and moves it to folders in it. */
    public static DeliveryVerticle watching(
            DropFolder folder, Ingester ingester, DeliveryConfig config, Consumer<News> news) {
        return new DeliveryVerticle(folder, new Shelves(folder.path()), ingester, config, news);
    }

    @Override
    public Future<?> start() {
        worker =
                vertx.createSharedWorkerExecutor("delivery-" + deploymentID(), 1, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        own = context;
        vertx.setPeriodic(1, config.every().toMillis(), tick -> look());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return lastWork.eventually(() -> {
            folder.close();
            return Future.succeededFuture();
        });
    }

    /** What is being taken now. */
    public Optional<Taking> taking() {
        return taking;
    }

    /** Looks at the folder now, as something new lies there. */
    public void wake() {
        if (own != null) {
            own.runOnContext(now -> look());
        }
    }

    private void look() {
        if (looking || stopped) {
            return;
        }
        looking = true;
        int before = settlements;
        onWorker(folder::look).onComplete(looked -> {
            looking = false;
            if (looked.failed()) {
                trouble(looked.cause());
            } else if (before == settlements) { // else it may show what was moved since
                lastTrouble = "";
                found(looked.result());
            }
        });
    }

    private void found(Map<String, Look> looks) {
        settled.clear();
        settled.addAll(settling.observe(looks, config.uptime().get()));
        taking.map(Taking::name).ifPresent(settled::remove);
        next();
    }

    /** A folder that cannot be read is said once, until it can be. */
    private void trouble(Throwable cause) {
        if (!cause.toString().equals(lastTrouble) && !stopped) {
            LOG.warn("{} cannot be looked at ({}); it is tried again", folder.path(), Passing.say(cause));
        }
        lastTrouble = cause.toString();
    }

    private void next() {
        if (taking.isPresent() || settled.isEmpty() || stopped) {
            return;
        }
        String name = settled.removeFirst();
        settling.look(name).ifPresent(look -> take(name, look));
    }

    private void take(String name, Look look) {
        taking = Optional.of(new Taking(name, 0, 0));
        tell(name, Stage.READING, "is being read");
        Delivery delivery = new Delivery(folder.path().resolve(name));
        new Ingesting(delivery, ingester, (done, all) -> taking = Optional.of(new Taking(name, done, all)))
                .outcome(this::onWorker)
                .compose(outcome -> onWorker(() -> settle(delivery.entry(), look, outcome)))
                .onComplete(end -> {
                    taking = Optional.empty();
                    settlements++;
                    if (end.succeeded()) {
                        settling.forget(name);
                        Outcome outcome = end.result();
                        tell(name, outcome.rejected() ? Stage.REJECTED : Stage.DONE, outcome.line());
                    } else {
                        again(name, end.cause());
                    }
                    next();
                });
    }

    private Outcome settle(Path entry, Look before, Outcome outcome) throws IOException {
        if (!Look.at(entry).equals(before)) {
            throw new IOException("it changed while it was read");
        }
        settlement.settle(entry, outcome);
        return outcome;
    }

    private void again(String name, Throwable cause) {
        int failures = settling.putAside(name, config.uptime().get());
        tell(name, Stage.AGAIN, "stays where it is and is tried again (" + failures + "): " + Passing.say(cause));
    }

    private void tell(String name, Stage stage, String text) {
        if (!stopped) {
            news.accept(new News(name, stage, text));
        }
    }

    /** One piece of work at a time, in order; none once the process ends, as what failed then failed for that. */
    private <T> Future<T> onWorker(Callable<T> work) {
        if (worker == null || stopped) {
            return Future.failedFuture(new IOException("the process ends"));
        }
        Future<T> working = worker.executeBlocking(work);
        lastWork = working.otherwiseEmpty();
        return working;
    }
}
