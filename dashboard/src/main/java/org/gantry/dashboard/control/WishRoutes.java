package org.gantry.dashboard.control;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gantry.bus.Bus;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunStanding;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Kind;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.gantry.web.Shape;

/** {@code POST} to pause, resume or stop a search: the wish is published, its searcher answers it. */
public final class WishRoutes {
    private static final Kind<RunEvent.Wished> WISHED = Shape.<RunEvent.Wished>named(
                    "Wished", "What is wished of a run now; its stage says when that is so.")
            .with("run", Kind.TEXT, RunEvent.Wished::run)
            .with("wish", Kind.TEXT, w -> w.wish().name())
            .kind();

    private final Bus bus;
    private final Function<String, Optional<RunStanding>> runs;

    /** Of runs that somebody knows. */
    public WishRoutes(Bus bus, Function<String, Optional<RunStanding>> runs) {
        this.bus = bus;
        this.runs = runs;
    }

    /** The routes. */
    public List<Endpoint> endpoints() {
        return List.of(
                endpoint("pause", "Lets a search rest; its trainers are free for others", Wish.PAUSE),
                endpoint("resume", "Lets a search that rests, or failed, go on where it was", Wish.RUN),
                endpoint("stop", "Leaves a search as it is; it may be resumed", Wish.STOP));
    }

    private Endpoint endpoint(String action, String summary, Wish wish) {
        return Endpoint.post("/api/runs/{run}/" + action, action + "Run", summary)
                .path("run", "its name")
                .answering(Content.json(WISHED))
                .problem(404, "the run is not known")
                .problem(409, "it has no search, or has ended")
                .problem(503, "the bus could not do it, or this process may not")
                .by(ctx -> wish(ctx, wish));
    }

    private void wish(RoutingContext ctx, Wish wish) {
        String run = ctx.pathParam("run");
        Optional<RunStanding> standing = runs.apply(run);
        if (standing.isEmpty()) {
            new Problem(404, "run '" + run + "' is not known; /api/runs lists those that are").answer(ctx);
            return;
        }
        List<RunEvent> events;
        try {
            events = standing.get().wishing(run, wish);
        } catch (IllegalStateException e) {
            new Problem(409, String.valueOf(e.getMessage())).answer(ctx);
            return;
        }
        Unreachable.answer(
                ctx,
                bus.reach().compose(reached -> publish(events)),
                done -> Replies.json(ctx, WISHED.json(new RunEvent.Wished(run, wish))));
    }

    private Future<Long> publish(List<RunEvent> events) {
        Future<Long> published = Future.succeededFuture(0L);
        for (RunEvent event : events) {
            published = published.compose(before -> bus.publish(Topics.RUNS, event));
        }
        return published;
    }
}
