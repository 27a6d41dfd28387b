package org.gantry.ingest.delivery;

import io.vertx.core.Future;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.gantry.ingest.IngestRequest;

/**
 * One try at ingesting a delivery, request by request.
 *
 * @param delivery what
 * @param ingester brings it onto the bus
 * @param progress is told (scans done, scans in all) of the request that is being read
 */
record Ingesting(Delivery delivery, Ingester ingester, BiConsumer<Integer, Integer> progress) {
    /** Does work that blocks. */
    @FunctionalInterface
    interface Worker {
        <T> Future<T> run(Callable<T> work);
    }

    /** Fails where nothing can be said yet: it passes. */
    Future<Outcome> outcome(Worker worker) {
        return worker.run(delivery::requests)
                .compose(requests -> rest(requests.iterator(), Outcome.NOTHING))
                .eventually(() -> worker.run(() -> {
                    delivery.release();
                    return null;
                }));
    }

    private Future<Outcome> rest(Iterator<IngestRequest> requests, Outcome before) {
        return requests.hasNext()
                ? part(requests.next()).compose(outcome -> rest(requests, before.plus(outcome)))
                : Future.succeededFuture(before);
    }

    private Future<Outcome> part(IngestRequest request) {
        return ingester.ingest(request, progress)
                .map(ingested -> Outcome.of(ingested, delivery))
                .recover(failure -> Passing.is(failure)
                        ? Future.failedFuture(failure)
                        : Future.succeededFuture(Outcome.refusal(Passing.say(failure), delivery)));
    }
}
