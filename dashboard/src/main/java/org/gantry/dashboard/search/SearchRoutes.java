package org.gantry.dashboard.search;

import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.RunSpec;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Kind;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.gantry.web.Shape;

/** The route of a search that is watched. */
public final class SearchRoutes {
    /**
     * A search with what else is known of it.
     *
     * @param run its run
     * @param state how it goes
     * @param spec what was asked; empty where that is not known
     * @param classes of its data set; 0 where that is not known
     * @param leaderboard the best measured, best first
     */
    public record Watched(
            String run,
            SearchState state,
            Optional<RunSpec> spec,
            int classes,
            List<ArchitectureMeasured> leaderboard) {
        private Optional<Frame> frame() {
            return classes < 2 ? Optional.empty() : spec.map(s -> Frame.of(s, classes));
        }
    }

    private static final Kind<Draw> DRAW = Shape.<Draw>named("Draw", "An architecture that was drawn.")
            .with("epoch", Kind.WHOLE, Draw::epoch)
            .with("step", Kind.WHOLE, Draw::step)
            .with("phase", Kind.TEXT, d -> d.phase().name())
            .with("genotype", Kind.TEXT, d -> d.genotype().toString())
            .kind();

    private final Kind<Watched> kind;
    private final Function<String, Optional<Watched>> searches;

    /**
     * Of searches by the names of their runs.
     *
     * @param architecture how a measured architecture is written
     */
    public SearchRoutes(Kind<ArchitectureMeasured> architecture, Function<String, Optional<Watched>> searches) {
        this.searches = searches;
        this.kind = Shape.<Watched>named("Search", "How a search goes.")
                .with("run", Kind.TEXT, Watched::run)
                .with("draws", Kind.WHOLE, w -> w.state.draws())
                .with("lastDraw", Kind.orNull(DRAW), w -> w.state.lastDraw())
                .with("alpha", Kind.list(Kind.list(Kind.NUMBER)), w -> rows(w.state.probabilities()))
                .with("entropy", Curve.KIND, w -> w.state.entropy())
                .with("alphaLoss", Curve.KIND, w -> w.state.alphaLoss())
                .with("weightLoss", Curve.KIND, w -> w.state.weightLoss())
                .with("accuracy", Curve.KIND, w -> w.state.accuracy())
                .with("leaderboard", Kind.list(architecture), Watched::leaderboard)
                .with("front", Kind.list(architecture), w -> w.state.front())
                .with("frame", Kind.orNull(Frame.KIND), Watched::frame)
                .kind();
    }

    /** It. */
    public Endpoint endpoint() {
        return Endpoint.get(
                        "/api/runs/{run}/search",
                        "search",
                        "How a search goes: softmax(alpha), entropy, losses, leaderboard and Pareto front")
                .path("run", "its run")
                .answering(Content.json(kind))
                .problem(404, "the run is not known")
                .by(this::answer);
    }

    private void answer(RoutingContext ctx) {
        String run = ctx.pathParam("run");
        searches.apply(run)
                .ifPresentOrElse(
                        watched -> Replies.json(ctx, kind.json(watched)),
                        () -> new Problem(404, "run '" + run + "' is not known; /api/runs lists those that are")
                                .answer(ctx));
    }

    private static List<List<Number>> rows(List<double[]> rows) {
        return rows.stream()
                .map(row -> Arrays.stream(row).<Number>mapToObj(p -> p).toList())
                .toList();
    }
}
