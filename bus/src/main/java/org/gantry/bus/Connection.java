package org.gantry.bus;

import io.vertx.core.Vertx;
import org.gantry.bus.trace.Tracer;

/**
 * What every part of one process's bus on Kafka shares.
 *
 * @param vertx whose contexts are called
 * @param config the user's settings
 * @param settings makes clients
 * @param counters counts
 * @param lags how far its members of groups are behind
 * @param tracer begins spans
 */
record Connection(
        Vertx vertx, BusConfig config, ClientSettings settings, BusCounters counters, Lags lags, Tracer tracer) {
    static Connection of(Vertx vertx, BusConfig config, Tracer tracer) {
        return new Connection(vertx, config, new ClientSettings(config), new BusCounters(), new Lags(), tracer);
    }
}
