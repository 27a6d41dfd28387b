package org.gantry.dashboard.control;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gantry.bus.Bus;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Kind;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.gantry.web.Shape;

/**
 * {@code POST} to have a published model answer: it is announced once more, and the model that was announced last is
 * that for which samplers make volumes.
 */
public final class AnswerRoutes {
    private static final Kind<ModelAnnounced> ANSWERS = Shape.<ModelAnnounced>named(
                    "AnsweringModel", "The model that answers from now on.")
            .with("model", Kind.TEXT, ModelAnnounced::model)
            .with("digest", Kind.TEXT, ModelAnnounced::digest)
            .kind();

    private final Bus bus;
    private final Supplier<List<ModelAnnounced>> models;

    /** @param models all that are published, the one that answers first */
    public AnswerRoutes(Bus bus, Supplier<List<ModelAnnounced>> models) {
        this.bus = bus;
        this.models = models;
    }

    /** The route. */
    public Endpoint endpoint() {
        return Endpoint.post(
                        "/api/models/{model}/answer",
                        "answerWith",
                        "Has a published model answer all scans that come from now on, and those that are in no data set")
                .path("model", "its name")
                .answering(Content.json(ANSWERS))
                .problem(404, "no model of this name is published")
                .problem(409, "it answers already")
                .problem(503, "the bus could not do it, or this process may not")
                .by(this::choose);
    }

    private void choose(RoutingContext ctx) {
        String name = ctx.pathParam("model");
        List<ModelAnnounced> all = models.get();
        Optional<ModelAnnounced> chosen =
                all.stream().filter(m -> m.model().equals(name)).findFirst();
        if (chosen.isEmpty()) {
            new Problem(404, "no model '" + name + "' is published; /api/models lists those that are").answer(ctx);
        } else if (chosen.get().equals(all.get(0))) {
            new Problem(409, "model '" + name + "' answers already").answer(ctx);
        } else {
            Unreachable.answer(
                    ctx,
                    bus.reach().compose(reached -> bus.publish(Topics.MODELS, chosen.get())),
                    done -> Replies.json(ctx, ANSWERS.json(chosen.get())));
        }
    }
}
