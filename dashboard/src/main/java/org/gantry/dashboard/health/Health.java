package org.gantry.dashboard.health;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Kind;
import org.gantry.web.Replies;
import org.gantry.web.Shape;

/**
 * Asks the components of a process how they are. Live: it works, or will once others do; what is not live should be
 * started again. Ready: it does its work now.
 */
public final class Health {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    /** Longer than a broker is waited for. */
    private static final int PATIENCE_SECONDS = 4;

    private static final Kind<Check> CHECK = Shape.<Check>named("Check", "How a component is.")
            .with("component", Kind.TEXT, Check::component)
            .with("status", Kind.TEXT, check -> Check.word(check.up()))
            .maybe("reason", Kind.TEXT, check -> check.up() ? Optional.empty() : Optional.of(check.reason()))
            .kind();

    private static final Kind<List<Check>> ANSWER = Shape.<List<Check>>named("Health", "How a process is.")
            .with("status", Kind.TEXT, checks -> Check.word(checks.stream().allMatch(Check::up)))
            .with("checks", Kind.list(CHECK), checks -> checks)
            .kind();

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

    /** The routes. */
    public List<Endpoint> endpoints() {
        return List.of(
                route("/health/live", "live", "Whether the process works; if not, start it again", live),
                route("/health/ready", "ready", "Whether it does its work now", ready),
                route("/v2/health/live", "serverLive", "The same as /health/live", live),
                route("/v2/health/ready", "serverReady", "The same as /health/ready", ready));
    }

    private static Endpoint route(String path, String name, String summary, List<Component> components) {
        return Endpoint.get(path, name, summary)
                .answering(Content.json(ANSWER))
                .answering(UNAVAILABLE, "what is not well, and why", Content.json(ANSWER))
                .by(ctx -> ask(ctx, components));
    }

    private static void ask(RoutingContext ctx, List<Component> components) {
        Context here = ctx.vertx().getOrCreateContext();
        List<Future<Check>> checks = components.stream().map(Health::ask).toList();
        Future.all(checks)
                .onSuccess(all -> here.runOnContext(nothing ->
                        answer(ctx, checks.stream().map(Future::result).toList())));
    }

    private static void answer(RoutingContext ctx, List<Check> checks) {
        boolean up = checks.stream().allMatch(Check::up);
        ctx.response().setStatusCode(up ? OK : UNAVAILABLE);
        Replies.json(ctx, ANSWER.json(checks));
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
    }
}
