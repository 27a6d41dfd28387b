package org.gantry.dashboard;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BiFunction;
import org.gantry.bus.LetterPlace;
import org.gantry.bus.Settlement.Verdict;
import org.gantry.bus.SettlementException;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP routes of dead letters: what is open, one of them, and {@code POST} to replay or drop it. */
final class LetterRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(LetterRoutes.class);
    private static final String ALL = "/api/dead-letters";
    private static final String ONE = ALL + "/:topic/:partition/:offset";

    private final LetterDesk desk;

    LetterRoutes(LetterDesk desk) {
        this.desk = desk;
    }

    void mountOn(Router router) {
        router.get(ALL).handler(ctx -> Replies.json(ctx, desk.list()));
        router.get(ONE).handler(ctx -> answer(ctx, desk::show));
        settle(router, "/replay", Verdict.REPLAYED);
        settle(router, "/drop", Verdict.DROPPED);
    }

    private void settle(Router router, String action, Verdict verdict) {
        router.post(ONE + action).handler(ctx -> {
            String by = "HTTP from " + ctx.request().remoteAddress().hostAddress();
            answer(ctx, (topic, place) -> desk.settle(topic, place, verdict, by));
        });
        router.route(ONE + action).handler(ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, "POST");
            new Problem(405, "a dead letter is settled by POST").answer(ctx);
        });
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
            new Problem(503, "the bus could not do it: " + failure.getMessage()).answer(ctx);
        }
    }
}
