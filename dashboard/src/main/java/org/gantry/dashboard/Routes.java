package org.gantry.dashboard;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gantry.bus.letter.LetterAlert;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Kind;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.gantry.web.Schema;
import org.gantry.web.Shape;

/** The routes of what the board knows: health, the API's lists and the events. Used on one thread. */
final class Routes {
    private static final Kind<Listing<ScanWay.Standing>> WAYS = Listing.of("Ways", ScanWay.KIND);
    private static final Kind<Listing<ScanCompleted>> SCANS = Listing.of("Scans", BoardJson.SCAN);
    private static final Kind<Listing<DatasetSummary>> DATASETS = Listing.of("Datasets", BoardJson.DATASET);
    private static final Kind<Listing<RunState>> RUNS = Listing.of("Runs", RunJson.RUN);
    private static final Kind<Listing<ModelAnnounced>> MODELS = Listing.of("Models", BoardJson.MODEL);
    private static final Kind<Listing<Prediction>> PREDICTIONS = Listing.of("Predictions", BoardJson.PREDICTION);
    private static final Kind<Listing<ArchitectureMeasured>> ARCHITECTURES =
            Listing.of("Architectures", RunJson.ARCHITECTURE);

    /** What repeats among dead letters is a warning: the process itself is well. */
    private static final Kind<List<String>> UP = Shape.<List<String>>named("Up", "The process is well.")
            .with("status", Kind.TEXT, warnings -> "up")
            .maybe("warnings", Kind.TEXTS, warnings -> Optional.of(warnings).filter(w -> !w.isEmpty()))
            .kind();

    private final Board board;
    private final EventStream events;
    private final LetterDesk letters;
    private final Supplier<Optional<String>> health;
    private final Ways ways;

    /** @param health empty while all is well, else the reason why not */
    Routes(Board board, EventStream events, LetterDesk letters, Supplier<Optional<String>> health) {
        this.board = board;
        this.events = events;
        this.letters = letters;
        this.health = health;
        this.ways = new Ways(board, letters::open);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/health", "health", "Whether all is well, in a word")
                        .answering(Content.json(UP))
                        .problem(503, "what is not well")
                        .by(this::health),
                list("scans", "The scans that are complete, newest first", SCANS, board.scans()),
                list("datasets", "The data sets, newest first", DATASETS, board.datasets()),
                list("runs", "The runs, the one that spoke last first", RUNS, board.runs()),
                Endpoint.get("/api/ways", "ways", "Where each scan is on its way, the last one that was heard of first")
                        .answering(Content.json(WAYS))
                        .by(ctx -> {
                            List<ScanWay.Standing> all = ways.all();
                            Replies.json(ctx, WAYS.json(new Listing<>(all.size(), all)));
                        }),
                list(
                        "models",
                        "The published models; the one that was announced last, and so answers, first",
                        MODELS,
                        board.models()),
                list("predictions", "The latest predictions, newest first", PREDICTIONS, board.predictions()),
                Endpoint.get("/api/architectures", "architectures", "The measured architectures, best first")
                        .query("run", "only of this run")
                        .answering(Content.json(ARCHITECTURES))
                        .problem(404, "the run is not known")
                        .by(this::architectures),
                Endpoint.get("/api/scans/{scan}", "scan", "What is known of one scan, and what models said of it")
                        .path("scan", "its id")
                        .answering(Content.json(ScanState.KIND))
                        .problem(404, "the dashboard does not know it, or not any more")
                        .by(this::scan),
                Endpoint.get(
                                "/api/events",
                                "events",
                                "What changes on the board: events board, run, way and prediction")
                        .answering(new Content("text/event-stream", Schema.events(Summary.KIND.schema())))
                        .problem(503, "too many read")
                        .by(ctx -> events.open(ctx, "board", Summary.KIND.json(summary()))));
    }

    Summary summary() {
        return new Summary(
                board.totals(),
                letters.openCount(),
                warnings(),
                board.caughtUp(),
                health.get().orElse("up"));
    }

    /** What changed of scans' ways, to be told. */
    List<JsonObject> changedWays() {
        return ways.of(board.takeChangedWays()).stream().map(ScanWay.KIND::json).toList();
    }

    private void health(RoutingContext ctx) {
        health.get()
                .ifPresentOrElse(
                        reason -> new Problem(503, reason).answer(ctx), () -> Replies.json(ctx, UP.json(warnings())));
    }

    private List<String> warnings() {
        return letters.alerts().stream().map(LetterAlert::text).toList();
    }

    private void architectures(RoutingContext ctx) {
        Optional<String> run = ctx.queryParam("run").stream().findFirst();
        if (run.isPresent() && board.runs().get(run.get()).isEmpty()) {
            new Problem(404, "run '" + run.get() + "' is not known; /api/runs lists those that are").answer(ctx);
            return;
        }
        long measured = run.flatMap(board.runs()::get)
                .map(r -> (long) r.architectures().measured())
                .orElseGet(() -> board.totals().architectures());
        Replies.json(ctx, ARCHITECTURES.json(new Listing<>(measured, board.architectures(run))));
    }

    private void scan(RoutingContext ctx) {
        String scan = ctx.pathParam("scan");
        ScanState.of(board, ways, scan)
                .ifPresentOrElse(
                        state -> Replies.json(ctx, ScanState.KIND.json(state)),
                        () -> new Problem(
                                        404,
                                        "scan '" + scan + "' is not known, or not any more; it may not be complete yet")
                                .answer(ctx));
    }

    private static <V> Endpoint list(String name, String summary, Kind<Listing<V>> kind, Latest<V> values) {
        return Endpoint.get("/api/" + name, name, summary)
                .answering(Content.json(kind))
                .by(ctx -> Replies.json(ctx, kind.json(Listing.of(values))));
    }
}
