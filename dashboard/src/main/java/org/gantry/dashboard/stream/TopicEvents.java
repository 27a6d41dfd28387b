package org.gantry.dashboard.stream;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import org.gantry.bus.Bus;
import org.gantry.bus.Positions;
import org.gantry.bus.Topic;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Kind;
import org.gantry.web.Problem;
import org.gantry.web.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic as server-sent events. An event's id is the place behind it in every partition, so a reader that comes back
 * with it goes on there. Used on one thread.
 *
 * @param bus with the topic
 * @param topic it
 * @param event what its events are called
 * @param scan whose they are
 * @param kind how they are written
 * @param readers of this topic and others
 */
public record TopicEvents<V>(
        Bus bus, Topic<V> topic, String event, Function<V, String> scan, Kind<V> kind, Readers readers) {
    private static final Logger LOG = LoggerFactory.getLogger(TopicEvents.class);
    private static final String LAST_ID = "Last-Event-ID";
    private static final String FROM_START = "start";

    /** Its route, at a path. */
    public Endpoint endpoint(Vertx vertx, String path, String summary) {
        return Endpoint.get(path, event + "Events", summary)
                .query("scan", "only of this scan")
                .query(
                        "from",
                        "'start' for all that there ever were, or an event's id to go on behind it; else new ones")
                .header(LAST_ID, "the id of the last event that was read, as browsers send it when they come back")
                .answering(new Content("text/event-stream", Schema.events(kind.schema())))
                .problem(400, "the place to go on from is none")
                .problem(503, "too many read, or the bus could not do it")
                .by(ctx -> open(vertx, ctx));
    }

    private void open(Vertx vertx, RoutingContext ctx) {
        Optional<Positions> from;
        try {
            from = from(ctx);
        } catch (IllegalArgumentException e) {
            new Problem(400, String.valueOf(e.getMessage())).answer(ctx);
            return;
        }
        if (!readers.admit()) {
            new Problem(503, Readers.MOST + " readers have events open; close one and try again", 5).answer(ctx);
            return;
        }
        bus.end(topic)
                .map(end -> from.map(place -> place.within(end)).orElse(end))
                .onSuccess(place -> begin(vertx, ctx, place))
                .onFailure(e -> {
                    readers.dismiss();
                    refuse(ctx, e);
                });
    }

    private static Optional<Positions> from(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getHeader(LAST_ID))
                .filter(id -> !id.isEmpty())
                .or(() -> ctx.queryParam("from").stream().findFirst())
                .map(place -> place.equals(FROM_START) ? Positions.START : Positions.parse(place));
    }

    private static void refuse(RoutingContext ctx, Throwable e) {
        if (e instanceof IllegalArgumentException) {
            new Problem(400, String.valueOf(e.getMessage())).answer(ctx);
        } else {
            LOG.warn("{} failed", ctx.request().path(), e);
            Problem.ofBus(e).answer(ctx);
        }
    }

    private void begin(Vertx vertx, RoutingContext ctx, Positions place) {
        Reader reader = new Reader(vertx, ctx.response(), place, readers);
        Optional<String> only = ctx.queryParam("scan").stream().findFirst();
        reader.reads(bus.follow(topic, place, received -> {
            boolean wanted = only.isEmpty() || only.get().equals(scan.apply(received.value()));
            Optional<String> data =
                    wanted ? Optional.of(kind.json(received.value()).encode()) : Optional.empty();
            return reader.at(reader.place().after(received), event, data);
        }));
    }
}
