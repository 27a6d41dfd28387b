package org.gantry.bench.site;

/**
 * A further way into a broker.
 *
 * @param name Kafka's name for it
 * @param port of loopback where the broker listens
 * @param advertised the port that it names to its clients, where something may stand between
 */
public record Listener(String name, int port, int advertised) {}
