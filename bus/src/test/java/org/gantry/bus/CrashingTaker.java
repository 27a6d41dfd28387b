package org.gantry.bus;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** A process that takes and copies lines until it is killed from within, wherever it stands then. */
final class CrashingTaker {
    private CrashingTaker() {}

    /** Arguments: brokers, prefix, how many commits to wait for, and milliseconds from then to the end. */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        BusConfig config = BusConfig.of(args[0]).withPrefix(args[1]).withClients(KafkaOnlyTest.IMPATIENT);
        Bus bus = KafkaBus.connect(vertx, config);
        Scribe scribe = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 2, scribe);
        taking.ended().onFailure(failure -> Runtime.getRuntime().halt(2));
        Soon.next(scribe.batches);
        Soon.next(Integer.parseInt(args[2]), scribe.committed);
        vertx.timer(Long.parseLong(args[3]), TimeUnit.MILLISECONDS)
                .onComplete(done -> Runtime.getRuntime().halt(1));
    }
}
