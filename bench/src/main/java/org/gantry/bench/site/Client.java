package org.gantry.bench.site;

import io.vertx.core.Vertx;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.BusConfig;
import org.gantry.bus.KafkaBus;

/**
 * Somebody outside an installation, on its bus.
 *
 * @param bus it
 * @param vertx on which it works
 */
public record Client(Bus bus, Vertx vertx) implements AutoCloseable {
    /** On the brokers at these addresses. */
    public static Client of(String servers) {
        Vertx vertx = Vertx.vertx();
        return new Client(KafkaBus.connect(vertx, BusConfig.of(servers)), vertx);
    }

    @Override
    public void close() {
        try {
            Await.result(bus.close().eventually(vertx::close));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
