package org.gantry.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gantry.bus.letter.LetterAlert;
import org.gantry.dashboard.guard.PagePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dashboard's HTTP routes: the page, health, the API's lists and the events. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final Board board;
    private final EventStream events;
    private final LetterDesk letters;
    private final Supplier<Optional<String>> health;
    private final Buffer page;
    private final String pagePolicy;

    /** @param health empty while all is well, else the reason why not */
    Routes(Board board, EventStream events, LetterDesk letters, Supplier<Optional<String>> health, Buffer page) {
        this.board = board;
        this.events = events;
        this.letters = letters;
        this.health = health;
        this.page = page;
        this.pagePolicy = PagePolicy.of(page.toString());
    }

    Router on(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/").handler(this::page);
        router.get("/health").handler(this::health);
        list(router, "scans", board.scans(), BoardJson::scan);
        list(router, "datasets", board.datasets(), BoardJson::dataset);
        list(router, "runs", board.runs(), RunJson::run);
        router.get("/api/architectures").handler(this::architectures);
        list(router, "models", board.models(), BoardJson::model);
        list(router, "predictions", board.predictions(), BoardJson::prediction);
        new LetterRoutes(letters).mountOn(router);
        router.get("/api/events").handler(ctx -> events.open(ctx, "board", summary()));
        problems(router);
        return router;
    }

    /** What there is altogether, and whether all is well: the event that tells a page what to read again. */
    JsonObject summary() {
        return BoardJson.totals(board.totals())
                .put("deadletters", letters.openCount())
                .put("warnings", warnings())
                .put("caughtUp", board.caughtUp())
                .put("health", health.get().orElse("up"));
    }

    private void page(RoutingContext ctx) {
        ctx.response().putHeader("Content-Security-Policy", pagePolicy);
        Replies.end(ctx, ctx.response(), "text/html; charset=utf-8", page);
    }

    private void health(RoutingContext ctx) {
        health.get().ifPresentOrElse(reason -> new Problem(503, reason).answer(ctx), () -> Replies.json(ctx, up()));
    }

    /** What repeats among dead letters is a warning: the process itself is well. */
    private JsonObject up() {
        JsonObject up = new JsonObject().put("status", "up");
        return letters.alerts().isEmpty() ? up : up.put("warnings", warnings());
    }

    private JsonArray warnings() {
        return BoardJson.array(letters.alerts(), LetterAlert::text);
    }

    private void architectures(RoutingContext ctx) {
        List<String> asked = ctx.queryParam("run");
        Optional<String> run = asked.stream().findFirst();
        if (run.isPresent() && board.runs().get(run.get()).isEmpty()) {
            new Problem(404, "run '" + run.get() + "' is not known; /api/runs lists those that are").answer(ctx);
            return;
        }
        long measured = run.flatMap(board.runs()::get)
                .map(r -> (long) r.architectures().measured())
                .orElseGet(() -> board.totals().architectures());
        Replies.json(ctx, BoardJson.list(measured, board.architectures(run), RunJson::architecture));
    }

    private static <V> void list(Router router, String name, Latest<V> values, Function<V, JsonObject> write) {
        router.get("/api/" + name)
                .handler(ctx -> Replies.json(ctx, BoardJson.list(values.total(), values.newestFirst(), write)));
    }

    private static void problems(Router router) {
        problem(router, 400, "the request is malformed");
        problem(router, 404, "there is no such page; start at /");
        problem(router, 405, "the dashboard only shows: it answers GET, and POST to settle a dead letter");
        router.errorHandler(500, ctx -> {
            LOG.error("{} failed", ctx.request().path(), ctx.failure());
            new Problem(500, "the dashboard could not answer; its log says why").answer(ctx);
        });
    }

    private static void problem(Router router, int status, String detail) {
        router.errorHandler(status, ctx -> new Problem(status, detail).answer(ctx));
    }
}
