package org.gantry.dashboard;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gantry.bus.Bus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.bus.letter.KnownLetters;
import org.gantry.dashboard.control.AnswerRoutes;
import org.gantry.dashboard.control.WishRoutes;
import org.gantry.dashboard.guard.Guard;
import org.gantry.dashboard.inference.Inference;
import org.gantry.dashboard.inference.InferenceRoutes;
import org.gantry.dashboard.page.Pages;
import org.gantry.dashboard.search.SearchRoutes;
import org.gantry.dashboard.stream.CamJson;
import org.gantry.dashboard.stream.CamReading;
import org.gantry.dashboard.stream.Readers;
import org.gantry.dashboard.stream.TopicEvents;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.Prediction;
import org.gantry.web.Endpoint;
import org.jspecify.annotations.Nullable;

/** Reads the topics into a board and serves it: page, HTTP API, events, health. */
public final class DashboardVerticle extends VerticleBase {
    /** How long changes of runs are gathered before they go out: a search takes many steps a second. */
    private static final Duration PACE = Duration.ofMillis(250);

    /** Others' volumes may wait before one; less than a silent connection has. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(45);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Who neither sends nor is sent anything for so long is gone; longer than a heartbeat takes. */
    private static final int IDLE_SECONDS = 60;

    private final Bus bus;
    private final DashboardConfig config;
    private final Board board = new Board();
    private final EventStream events = new EventStream();
    private final LetterDesk letters;
    private final Inference inference;
    private final Supplier<List<Endpoint>> others;
    private final Routes routes;
    private final Watch watch;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private Optional<String> broken = Optional.empty();
    private Optional<Summary> lastSummary = Optional.empty();
    private @Nullable HttpServer server;

    /**
     * A dashboard on a bus.
     *
     * @param health empty while the process is well, else the reason why not; asked often, so it must not block
     */
    public DashboardVerticle(Bus bus, DashboardConfig config, Supplier<Optional<String>> health) {
        this(bus, config, health, List::of);
    }

    /**
     * A dashboard with the routes of others on its server.
     *
     * @param others gives them
     */
    public DashboardVerticle(
            Bus bus, DashboardConfig config, Supplier<Optional<String>> health, Supplier<List<Endpoint>> others) {
        this.bus = bus;
        this.config = config;
        this.others = others;
        this.inference = new Inference(bus, ANSWERED_WITHIN);
        this.letters = new LetterDesk(bus, config.alertAfter(), inference::on);
        this.routes = new Routes(board, events, letters, () -> broken.or(health));
        this.watch = new Watch(bus, board, this::stoppedReading);
    }

    @Override
    public Future<?> start() {
        return listen().onSuccess(listening -> {
            readTopics();
            watchReading();
            keepReadersUpToDate();
        });
    }

    private Future<HttpServer> listen() {
        Guard.require(config.host(), config.token());
        Router router = new Site(endpoints()).on(vertx);
        Guard guard = Guard.before(vertx, config.token(), router);
        HttpServer listening = vertx.createHttpServer(
                        Guard.limited(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS)))
                .connectionHandler(guard::opened)
                .requestHandler(guard);
        server = listening;
        return listening.listen(config.port(), config.host()).recover(e -> Future.failedFuture(refusal(e)));
    }

    private List<Endpoint> endpoints() {
        Readers readers = new Readers();
        List<Endpoint> all = new ArrayList<>(new Pages().endpoints());
        all.addAll(routes.endpoints());
        all.add(new SearchRoutes(RunJson.ARCHITECTURE, board::search).endpoint());
        all.addAll(new WishRoutes(bus, run -> board.runs().get(run).map(RunState::standing)).endpoints());
        all.add(new AnswerRoutes(bus, board.models()::newestFirst).endpoint());
        all.addAll(new LetterRoutes(letters).endpoints());
        all.add(new TopicEvents<>(
                        bus, Topics.PREDICTIONS, "prediction", Prediction::scanId, BoardJson.PREDICTION, readers)
                .endpoint(vertx, "/api/predictions/events", "Predictions as they come, one event each"));
        all.add(new TopicEvents<>(bus, Topics.CAMS, "cam", Cam::scanId, CamJson.CAM, readers)
                .endpoint(vertx, "/api/cams/events", "CAMs as they come, one event each"));
        all.add(new CamReading(bus).endpoint());
        all.addAll(new InferenceRoutes(vertx, Site.VERSION, board.models()::get, inference).endpoints());
        all.addAll(others.get());
        return all;
    }

    private void readTopics() {
        subscriptions.add(letters.read());
        read(Topics.SCANS, board::on);
        read(Topics.DATASETS, board::on);
        read(Topics.RUNS, board::on);
        read(Topics.TRAININGS, board::on);
        read(Topics.DRAWS, board::on);
        read(Topics.STEPS, board::on);
        read(Topics.ARCHITECTURES, board::on);
        read(Topics.MODELS, board::on);
        read(Topics.PREDICTIONS, prediction -> {
            board.on(prediction);
            inference.on(prediction);
            if (board.caughtUp()) {
                events.send("prediction", BoardJson.PREDICTION.json(prediction));
            }
        });
    }

    private <V> void read(Topic<V> topic, Consumer<V> reader) {
        subscriptions.add(bus.tail(topic, r -> reader.accept(r.value())));
    }

    private void watchReading() {
        ended().onFailure(this::stoppedReading);
        caughtUp().onSuccess(all -> board.catchUp());
    }

    private void stoppedReading(Throwable cause) {
        broken = Optional.of("the dashboard no longer reads the bus: " + cause.getMessage());
    }

    private void keepReadersUpToDate() {
        vertx.setPeriodic(PACE.toMillis(), tick -> tell());
        vertx.setPeriodic(HEARTBEAT.toMillis(), tick -> beat());
    }

    /** Who leaves one page for the next is away for a moment: what he watches is let go only now. */
    private void beat() {
        events.heartbeat();
        if (events.readers() == 0) {
            watch.end();
        }
    }

    private void tell() {
        List<RunState> changed = board.takeChangedRuns();
        List<JsonObject> ways = routes.changedWays();
        if (events.readers() == 0) {
            return;
        }
        watch.begin();
        if (board.caughtUp()) {
            changed.forEach(run -> events.send("run", RunJson.RUN.json(run)));
            ways.forEach(way -> events.send("way", way));
        }
        Optional<Summary> summary = Optional.of(routes.summary());
        if (!summary.equals(lastSummary)) {
            lastSummary = summary;
            events.send("board", Summary.KIND.json(summary.get()));
        }
    }

    /** The TCP port that it listens on, once it is deployed. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("the dashboard is not deployed yet, so it has no port");
        }
        return server.actualPort();
    }

    /** What it knows of dead letters, for metrics: may be asked from any thread; empty before it is deployed. */
    public Optional<KnownLetters> deadLetters() {
        return letters.known();
    }

    /** Completes when all that stood on the topics at the start has been read. */
    public Future<Void> caughtUp() {
        return Future.all(subscriptions.stream().map(Subscription::caughtUp).toList())
                .mapEmpty();
    }

    /** Fails when the verticle can no longer work: its health. */
    public Future<Void> ended() {
        return Future.all(subscriptions.stream().map(Subscription::ended).toList())
                .mapEmpty();
    }

    @Override
    public Future<?> stop() {
        Future<Void> closed = server == null ? Future.succeededFuture() : server.close();
        return closed.eventually(watch::close)
                .eventually(() -> Future.join(
                        subscriptions.stream().map(Subscription::close).toList()));
    }

    /** Says of a failure to listen what to do about it. */
    private Throwable refusal(Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        String where = "port " + config.port() + " on " + config.host();
        if (failure instanceof BindException && reason.contains("in use")) {
            return new IllegalStateException(
                    where + " is taken by another program; choose another with --port", failure);
        }
        return new IllegalStateException("the dashboard cannot listen at " + where + ": " + reason, failure);
    }
}
