package org.gantry.app.explain;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.gantry.app.run.CardFiles;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Problem;
import org.gantry.web.Replies;

/** Models' cards over HTTP, made of their bundles when they are asked for. */
public final class CardRoutes {
    private static final String MARKDOWN = "text/markdown; charset=utf-8";

    private final Vertx vertx;
    private final Bus bus;

    /** Of models on a bus. */
    public CardRoutes(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** The route. */
    public Endpoint endpoint() {
        return Endpoint.get("/api/models/{model}/card", "modelCard", "A model's card, in Markdown")
                .path("model", "its name")
                .answering(Content.text(MARKDOWN))
                .problem(404, "no model of this name is published")
                .by(this::answer);
    }

    private void answer(RoutingContext ctx) {
        String name = ctx.pathParam("model");
        vertx.executeBlocking(() -> card(name))
                .onSuccess(card -> card.ifPresentOrElse(
                        text -> Replies.end(ctx.request(), MARKDOWN, Buffer.buffer(text)),
                        () -> new Problem(404, "no model '" + name + "' is published; /api/models lists those that are")
                                .answer(ctx)))
                .onFailure(ctx::fail);
    }

    private Optional<String> card(String name) throws InterruptedException {
        ModelAnnounced model = Await.result(Snapshot.latest(bus, Topics.MODELS)).get(name);
        return model == null
                ? Optional.empty()
                : Optional.of(CardFiles.read(bus, model).markdown());
    }
}
