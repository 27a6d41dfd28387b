package org.gantry.bus;

/** The contract in memory. */
class MemoryBusTest extends BusContract {
    private final MemoryBus first = new MemoryBus(VERTX);

    @Override
    Bus openBus() {
        return first.another();
    }
}
