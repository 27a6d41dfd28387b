package org.gantry.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.gantry.bus.LetterPlace;
import org.gantry.bus.Settlement.Verdict;
import org.gantry.bus.SettlementException;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Endpoint.About;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP routes of dead letters: what is open, one of them, and {@code POST} to replay or drop it. */
final class LetterRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(LetterRoutes.class);
    private static final String ALL = "/api/dead-letters";
    private static final String ONE = ALL + "/{topic}/{partition}/{offset}";

    private final LetterDesk desk;

    LetterRoutes(LetterDesk desk) {
        this.desk = desk;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(ALL, "deadLetters", "The open dead letters, newest first, and what they have in common")
                        .answering(Content.json(LetterJson.OPEN))
                        .by(ctx -> Replies.json(ctx, LetterJson.OPEN.json(desk.list()))),
                at(Endpoint.get(ONE, "deadLetter", "A dead letter"))
                        .answering(Content.json(LetterJson.SHOWN))
                        .by(ctx -> answer(
                                ctx, (topic, place) -> desk.show(topic, place).map(LetterJson.SHOWN::json))),
                settle("replay", "Publishes a dead letter again, as it was", Verdict.REPLAYED),
                settle("drop", "Says that nobody wants a dead letter", Verdict.DROPPED));
    }

    private Endpoint settle(String action, String summary, Verdict verdict) {
        return at(Endpoint.post(ONE + "/" + action, action, summary))
                .answering(Content.json(LetterJson.SETTLED))
                .problem(409, "it is settled already")
                .by(ctx -> {
                    String by = "HTTP from " + ctx.request().remoteAddress().hostAddress();
                    answer(
                            ctx,
                            (topic, place) ->
                                    desk.settle(topic, place, verdict, by).map(LetterJson.SETTLED::json));
                });
    }

    private static About at(About about) {
        return about.path("topic", "its topic, without prefix")
                .path("partition", "its partition among the topic's dead letters")
                .path("offset", "its offset there")
                .problem(404, "there is none")
                .problem(503, "the bus could not do it");
    }

    private static void answer(RoutingContext ctx, BiFunction<Topic<?>, LetterPlace, Future<JsonObject>> work) {
        String text = ctx.pathParam("topic") + "/" + ctx.pathParam("partition") + "/" + ctx.pathParam("offset");
        LetterPlace place;
        try {
            place = LetterPlace.parse(text);
        } catch (IllegalArgumentException e) {
            new Problem(404, String.valueOf(e.getMessage())).answer(ctx);
            return;
        }
        Optional<Topic<?>> topic = Topics.named(place.topic());
        if (topic.isEmpty()) {
            new Problem(404, "there is no topic " + place.topic()).answer(ctx);
            return;
        }
        work.apply(topic.get(), place)
                .onSuccess(json -> Replies.json(ctx, json))
                .onFailure(failure -> refuse(ctx, failure));
    }

    private static void refuse(RoutingContext ctx, Throwable failure) {
        if (failure instanceof SettlementException refused) {
            int status = refused.reason() == SettlementException.Reason.SETTLED ? 409 : 404;
            new Problem(status, String.valueOf(refused.getMessage())).answer(ctx);
        } else {
            LOG.warn("{} failed", ctx.request().path(), failure);
            Problem.ofBus(failure).answer(ctx);
        }
    }
}
