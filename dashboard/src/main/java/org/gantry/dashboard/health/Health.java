package org.gantry.dashboard.health;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the components of a process how they are. Live: it works, or will once others do; what is not live should be
 * started again. Ready: it does its work now.
 */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    /** Longer than a broker is waited for. */
    private static final int PATIENCE_SECONDS = 4;

    private final List<Component> live = new CopyOnWriteArrayList<>();
    private final List<Component> ready = new CopyOnWriteArrayList<>();

    /** Adds a part without which the process is lost. */
    public void live(Component component) {
        live.add(component);
    }

    /** Adds a part that the process's work needs. */
    public void ready(Component component) {
        ready.add(component);
    }

    /** Adds the routes. */
    public void mountOn(Router router) {
        router.get("/health/live").handler(ctx -> ask(ctx, live));
        router.get("/health/ready").handler(ctx -> ask(ctx, ready));
    }

    private static void ask(RoutingContext ctx, List<Component> components) {
        Context here = ctx.vertx().getOrCreateContext();
        List<Future<Check>> checks = components.stream().map(Health::ask).toList();
        Future.all(checks)
                .onSuccess(all -> here.runOnContext(nothing ->
                        answer(ctx, checks.stream().map(Future::result).toList())));
    }

    private static void answer(RoutingContext ctx, Iterable<Check> checks) {
        boolean up = true;
        JsonArray parts = new JsonArray();
        for (Check check : checks) {
            up &= check.up();
            parts.add(check.json());
        }
        JsonObject json = new JsonObject().put("status", Check.word(up)).put("checks", parts);
        ctx.response()
                .setStatusCode(up ? OK : UNAVAILABLE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(json.toBuffer())
                .onFailure(e -> LOG.debug("{} was not answered", ctx.request().path(), e));
    }

    /** Never fails: a component that cannot even be asked is not well. */
    private static Future<Check> ask(Component component) {
        Future<?> answer;
        try {
            answer = component.question().get();
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        return answer.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(well -> new Check(component.name(), true, ""))
                .otherwise(e -> new Check(component.name(), false, reason(e)));
    }

    private static String reason(Throwable failure) {
        return failure instanceof TimeoutException ? "it does not answer" : String.valueOf(failure.getMessage());
    }

    private record Check(String component, boolean up, String reason) {
        static String word(boolean up) {
            return up ? "up" : "down";
        }

        JsonObject json() {
            JsonObject json = new JsonObject().put("component", component).put("status", word(up));
            return up ? json : json.put("reason", reason);
        }
    }
}
