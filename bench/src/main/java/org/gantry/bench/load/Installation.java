package org.gantry.bench.load;

/** Gantry as its users set it up, on this machine, from nothing; gone when it is closed. */
interface Installation extends AutoCloseable {
    /** For people. */
    String name();

    /** Where clients find its brokers. */
    String servers();

    @Override
    void close();
}
