package org.gantry.bus;

import io.vertx.core.Vertx;

/**
 * What every part of one process's bus on Kafka shares.
 *
 * @param vertx whose contexts are called
 * @param config the user's settings
 * @param settings makes clients
 * @param counters counts
 */
record Connection(Vertx vertx, BusConfig config, ClientSettings settings, BusCounters counters) {}
