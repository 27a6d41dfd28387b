package org.gantry.bus;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** A process that takes and copies lines until it is killed from within, wherever it stands then. */
final class CrashingTaker {
    private CrashingTaker() {}

    /** Arguments: brokers, prefix, milliseconds from the first batch to the end. */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        BusConfig config = BusConfig.of(args[0]).withPrefix(args[1]).withClients(KafkaOnlyTest.IMPATIENT);
        Bus bus = KafkaBus.connect(vertx, config);
        Scribe scribe = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 2, scribe);
        taking.ended().onFailure(failure -> Runtime.getRuntime().halt(2));
        Object first = Await.next(scribe.batches);
        vertx.timer(Long.parseLong(args[2]), TimeUnit.MILLISECONDS)
                .onComplete(done -> Runtime.getRuntime().halt(first == null ? 3 : 1));
    }
}
