package org.gantry.dashboard;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gantry.web.Problem;
import org.gantry.web.Replies;

/** Everybody who reads the server-sent events, used on one thread. */
final class EventStream {
    static final int MOST_READERS = 100;

    /** A reader that is further behind is let go; browsers come back and read the lists again. */
    private static final int MOST_BYTES_BEHIND = 1 << 20;

    private static final String RETRY = "retry: 2000\n\n";

    private final Set<HttpServerResponse> readers = new LinkedHashSet<>();

    /** Takes a request in as a reader, whose first event is the given one. */
    void open(RoutingContext ctx, String event, JsonObject first) {
        if (readers.size() >= MOST_READERS) {
            new Problem(503, MOST_READERS + " readers have the events open; close one and try again").answer(ctx);
            return;
        }
        HttpServerResponse reader = ctx.response();
        reader.closeHandler(gone -> readers.remove(reader));
        reader.exceptionHandler(e -> readers.remove(reader));
        Replies.headers(reader, "text/event-stream").setChunked(true).setWriteQueueMaxSize(MOST_BYTES_BEHIND);
        readers.add(reader);
        write(reader, RETRY + lines(event, first));
    }

    void send(String event, JsonObject json) {
        if (!readers.isEmpty()) {
            writeToAll(lines(event, json));
        }
    }

    /** A comment: keeps proxies from closing the connection, and finds out who is gone. */
    void heartbeat() {
        writeToAll(": heartbeat\n\n");
    }

    int readers() {
        return readers.size();
    }

    private void writeToAll(String text) {
        List.copyOf(readers).forEach(reader -> write(reader, text));
    }

    private void write(HttpServerResponse reader, String text) {
        if (reader.writeQueueFull()) {
            readers.remove(reader);
            reader.reset().onComplete(gone -> readers.remove(reader));
        } else {
            reader.write(text).onFailure(e -> readers.remove(reader));
        }
    }

    private static String lines(String event, JsonObject json) {
        return "event: " + event + "\ndata: " + json.encode() + "\n\n";
    }
}
