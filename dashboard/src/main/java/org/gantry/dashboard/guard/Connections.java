package org.gantry.dashboard.guard;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that are open: so many at most, and each must ask something soon. Used on one thread. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final Vertx vertx;
    private final int most;
    private final long patienceMillis;
    /** With the timer of each that has not asked yet. */
    private final Map<HttpConnection, Long> open = new HashMap<>();

    Connections(Vertx vertx, int most, long patienceMillis) {
        this.vertx = vertx;
        this.most = most;
        this.patienceMillis = patienceMillis;
    }

    void opened(HttpConnection connection) {
        if (open.size() >= most) {
            hangUp(connection);
            return;
        }
        open.put(connection, vertx.setTimer(patienceMillis, late -> hangUp(connection)));
        connection.closeHandler(closed -> forget(connection));
    }

    /** A whole request came by it. */
    void asked(HttpConnection connection) {
        Long timer = open.get(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private void forget(HttpConnection connection) {
        asked(connection);
        open.remove(connection);
    }

    private static void hangUp(HttpConnection connection) {
        connection.close().onFailure(e -> LOG.debug("a connection did not close", e));
    }
}
