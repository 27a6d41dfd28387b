package org.gantry.bus;

/** What the bus in memory tells. */
class MemoryTraceTest extends TraceContract {
    private final MemoryBus first = new MemoryBus(VERTX, tracer);

    @Override
    Bus openBus() {
        return first.another();
    }
}
