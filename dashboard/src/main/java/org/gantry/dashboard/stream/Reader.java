package org.gantry.dashboard.stream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import org.gantry.bus.Positions;
import org.gantry.bus.Subscription;
import org.gantry.web.Replies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who reads a topic as server-sent events, and where he is; one that is slow is waited for. Used on one thread. */
final class Reader {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int BYTES_AHEAD = 64 << 10;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Readers readers;
    private final long heartbeat;
    private Positions place;
    private @Nullable Subscription subscription;
    private boolean gone;

    /** Answers with a stream that begins with the reader's place. */
    Reader(Vertx vertx, HttpServerResponse response, Positions place, Readers readers) {
        this.vertx = vertx;
        this.response = response;
        this.place = place;
        this.readers = readers;
        this.heartbeat = vertx.setPeriodic(HEARTBEAT.toMillis(), tick -> beat());
        response.closeHandler(closed -> leave());
        response.exceptionHandler(e -> LOG.debug("a reader of events is gone", e));
        Replies.headers(response, "text/event-stream").setChunked(true).setWriteQueueMaxSize(BYTES_AHEAD);
        if (response.closed()) {
            leave();
        } else {
            write("retry: 2000\n" + id() + "\n");
        }
    }

    Positions place() {
        return place;
    }

    /** What brings him his events; when it fails he is sent away, and comes back where he was. */
    void reads(Subscription from) {
        subscription = from;
        from.ended().onFailure(e -> {
            LOG.warn("events ended: {}", e.getMessage());
            response.end().onFailure(late -> LOG.debug("a reader of events is gone", late));
        });
        if (gone) {
            close(from);
        }
    }

    /** He has read until a place, with an event where it is one for him; completes when the next may come. */
    Future<?> at(Positions behind, String event, Optional<String> data) {
        place = behind;
        data.ifPresent(json -> write(id() + "event: " + event + "\ndata: " + json + "\n\n"));
        if (gone || !response.writeQueueFull()) {
            return Future.succeededFuture();
        }
        Promise<Void> drained = Promise.promise();
        response.drainHandler(room -> drained.tryComplete());
        return drained.future();
    }

    /** An id without data is no event, but browsers keep it: who waits for one scan need not read all again. */
    private void beat() {
        if (!response.writeQueueFull()) {
            write(": heartbeat\n" + id() + "\n");
        }
    }

    private String id() {
        return "id: " + place + "\n";
    }

    private void write(String text) {
        if (!gone) {
            response.write(text).onFailure(e -> LOG.debug("a reader of events is gone", e));
        }
    }

    private void leave() {
        if (!gone) {
            gone = true;
            if (!vertx.cancelTimer(heartbeat)) {
                LOG.debug("the server ends, and its timers with it");
            }
            readers.dismiss();
            if (subscription != null) {
                close(subscription);
            }
        }
    }

    private static void close(Subscription subscription) {
        subscription.close().onFailure(e -> LOG.debug("a reader's subscription did not close", e));
    }
}
