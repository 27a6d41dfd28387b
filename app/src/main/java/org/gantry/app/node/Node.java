package org.gantry.app.node;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gantry.app.Folders;
import org.gantry.app.Version;
import org.gantry.app.explain.CamRoutes;
import org.gantry.app.explain.CardRoutes;
import org.gantry.app.explain.ViewerRoutes;
import org.gantry.app.trace.Tracing;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.BusConfig;
import org.gantry.bus.EmbeddedBroker;
import org.gantry.bus.KafkaBus;
import org.gantry.bus.Topics;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.dashboard.DashboardVerticle;
import org.gantry.ingest.IngestVerticle;
import org.gantry.ingest.delivery.DeliveryConfig;
import org.gantry.ingest.delivery.DeliveryVerticle;
import org.gantry.ingest.delivery.DropFolder;
import org.gantry.ingest.delivery.News;
import org.gantry.ingest.http.Inbox;
import org.gantry.ingest.http.InboxLimits;
import org.gantry.ingest.http.UploadRoutes;
import org.gantry.interpreter.InterpreterConfig;
import org.gantry.interpreter.InterpreterVerticle;
import org.gantry.network.Device;
import org.gantry.sampler.SamplerConfig;
import org.gantry.sampler.SamplerVerticle;
import org.gantry.searcher.SearcherConfig;
import org.gantry.searcher.SearcherVerticle;
import org.gantry.trainer.TrainerConfig;
import org.gantry.trainer.TrainerVerticle;
import org.gantry.web.Endpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running process: broker (where it is embedded), bus and verticles; started in that order, stopped in the other. */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    /** A conductor is a thread that mostly waits. */
    private static final int RUNS_AT_ONCE = 32;

    private static final int BATCHES_AHEAD = 8;
    /** How long brokers may say nothing before a user is told. */
    private static final long SILENCE_MS = 5000;

    /** Where the embedded broker's log lies in a directory. */
    private static final String BROKER = "broker";

    private final NodeConfig config;
    private final @Nullable EmbeddedBroker broker;
    private final Vertx vertx;
    private final Bus bus;
    private final Tracing tracing;
    private final Vitals vitals;
    private final IngestVerticle ingest;
    private final Promise<Void> failure = Promise.promise();
    private volatile boolean closing;

    private Node(NodeConfig config, @Nullable EmbeddedBroker broker, Vertx vertx, Bus bus, Tracing tracing) {
        this.config = config;
        this.broker = broker;
        this.vertx = vertx;
        this.bus = bus;
        this.tracing = tracing;
        this.vitals = new Vitals(vertx, bus);
        this.ingest = new IngestVerticle(bus);
    }

    /** Whether an embedded broker has its log in a directory. */
    public static boolean hasBus(Path directory) {
        return Files.isDirectory(directory.resolve(BROKER));
    }

    /**
     * Starts a process and waits until it works.
     *
     * @throws org.gantry.bus.BusException if its directory or port is taken
     * @throws IllegalArgumentException if its directory cannot be written
     * @throws IllegalStateException if a GPU that it is to work on is not there
     */
    public static Node start(NodeConfig config) throws InterruptedException {
        return start(config, Tracing.off());
    }

    /** The same; it closes the tracing when it is closed. */
    public static Node start(NodeConfig config, Tracing tracing) throws InterruptedException {
        if (config.roles().contains(NodeRole.TRAINER) || config.roles().contains(NodeRole.INTERPRETER)) {
            config.devices().stream().distinct().forEach(Device::requirePresent);
        }
        Path directory = Folders.writable(config.directory(), "--directory");
        EmbeddedBroker broker = config.bootstrapServers().isPresent()
                ? null
                : EmbeddedBroker.start(directory.resolve(BROKER), config.port());
        Vertx vertx = Vertx.vertx();
        String servers = broker == null ? config.bootstrapServers().orElseThrow() : broker.bootstrapServers();
        BusConfig reach = BusConfig.of(servers).withClients(config.clients());
        Node node = new Node(config, broker, vertx, KafkaBus.connect(vertx, reach, tracing.tracer()), tracing);
        try {
            node.start();
            return node;
        } catch (RuntimeException | InterruptedException e) {
            node.close();
            throw e;
        }
    }

    private void start() throws InterruptedException {
        long late = vertx.setTimer(
                SILENCE_MS,
                t -> LOG.warn(
                        "no broker of {} has answered yet; waiting on",
                        config.bootstrapServers().orElse(BROKER)));
        Await.result(bus.createTopics(Topics.ALL).onComplete(made -> vertx.cancelTimer(late)));
        for (NodeRole role : NodeRole.values()) {
            if (config.roles().contains(role)) {
                start(role);
            }
        }
    }

    private void start(NodeRole role) throws InterruptedException {
        Path own = own(role);
        switch (role) {
            case INGEST -> {
                deploy(ingest);
                vitals.watch(role, Future.succeededFuture(), Future.succeededFuture());
            }
            case SAMPLER -> {
                SamplerVerticle sampler = new SamplerVerticle(bus, new SamplerConfig(own, config.sampler()));
                deploy(sampler);
                watch(role, sampler.ready(), sampler.ended());
            }
            case SEARCHER -> {
                SearcherVerticle searcher = new SearcherVerticle(bus, new SearcherConfig(own, RUNS_AT_ONCE));
                deploy(searcher);
                watch(role, Future.succeededFuture(), searcher.ended());
            }
            case TRAINER -> {
                List<TrainerConfig> configs = config.devices().stream()
                        .map(device -> new TrainerConfig(
                                device, BATCHES_AHEAD, Version.provenance(), config.checkpointEvery(), vitals))
                        .toList();
                TrainerVerticle trainer = new TrainerVerticle(bus, configs);
                deploy(trainer);
                watch(role, Future.succeededFuture(), trainer.ended());
            }
            case INTERPRETER -> {
                Device first = config.devices().get(0);
                InterpreterVerticle interpreter =
                        new InterpreterVerticle(bus, new InterpreterConfig(own, first, config.answers()));
                deploy(interpreter);
                watch(role, interpreter.ready(), interpreter.ended());
            }
        }
    }

    private void deploy(Deployable verticle) throws InterruptedException {
        Await.result(vertx.deployVerticle(verticle));
    }

    /** Searcher and trainer are ready once they are deployed: they wait for their topics in their start. */
    private void watch(NodeRole role, Future<Void> ready, Future<Void> ended) {
        vitals.watch(role, ready, ended);
        ended.onFailure(e -> {
            if (closing) {
                // work that was interrupted is not committed: the next process does it
                return;
            }
            LOG.error("the {} failed", role, e);
            failure.tryFail(new IllegalStateException("the " + role + " failed: " + e.getMessage(), e));
        });
    }

    /** The bus that it is on. */
    public Bus bus() {
        return bus;
    }

    /** Its way in. */
    public IngestVerticle ingest() {
        return ingest;
    }

    /** Where other processes find the broker. */
    public String bootstrapServers() {
        return broker == null ? config.bootstrapServers().orElseThrow() : broker.bootstrapServers();
    }

    /**
     * Opens the dashboard, with the routes of uploads where this process ingests, and gives its port.
     *
     * @param news is told what happens to uploads
     * @throws IllegalArgumentException if uploads cannot be kept in the node's directory
     */
    public Future<Integer> openDashboard(DashboardConfig dashboard, Consumer<News> news) throws IOException {
        if (!config.roles().contains(NodeRole.INGEST)) {
            return open(dashboard, List.of());
        }
        Inbox inbox = Inbox.open(own(NodeRole.INGEST).resolve("inbox"), InboxLimits.DEFAULT);
        DeliveryVerticle deliveries = inbox.deliveries(ingest::ingest, news);
        UploadRoutes uploads =
                new UploadRoutes(vertx, inbox, deliveries, dashboard.token().isPresent());
        return vertx.deployVerticle(deliveries).compose(id -> open(dashboard, uploads.endpoints()));
    }

    private Future<Integer> open(DashboardConfig dashboard, List<Endpoint> others) {
        DashboardVerticle verticle = new DashboardVerticle(
                bus,
                dashboard,
                this::trouble,
                () -> Stream.of(
                                others,
                                new CamRoutes(vertx, bus).endpoints(),
                                new ViewerRoutes(vertx, bus).endpoints(),
                                List.of(new CardRoutes(vertx, bus).endpoint()),
                                vitals.endpoints())
                        .flatMap(List::stream)
                        .toList());
        return vitals.open(config.directory())
                .compose(opened -> vertx.deployVerticle(verticle))
                .onSuccess(id -> vitals.watch(verticle))
                .map(id -> verticle.port());
    }

    /**
     * Takes the scans that are put into a folder.
     *
     * @param settle how long an entry must not grow to be complete
     * @param news is told what happens to them
     * @throws IllegalArgumentException if the folder cannot be written, or another process has it
     */
    public Future<?> watch(Path folder, Duration settle, Consumer<News> news) {
        return vertx.deployVerticle(DeliveryVerticle.watching(
                DropFolder.open(folder), ingest::ingest, DeliveryConfig.watching(settle), news));
    }

    private Path own(NodeRole role) {
        return config.directory().resolve(role.name().toLowerCase(Locale.ROOT));
    }

    private Optional<String> trouble() {
        return failure().failed() ? Optional.ofNullable(failure().cause().getMessage()) : Optional.empty();
    }

    /** Fails when one of its verticles can no longer work; else never completes. */
    public Future<Void> failure() {
        return failure.future();
    }

    /** Throws what made one of its verticles fail, if one did. */
    public void requireHealth() {
        if (failure().failed()) {
            throw new IllegalStateException(
                    failure().cause().getMessage(), failure().cause());
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            Await.result(vertx.close().eventually(bus::close));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("the process did not stop cleanly", e);
        } finally {
            if (broker != null) {
                broker.close();
            }
            vitals.close();
            tracing.close();
        }
    }
}
