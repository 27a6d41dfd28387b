package org.gantry.ingest;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.gantry.bus.Bus;
import org.jspecify.annotations.Nullable;

/** Brings files onto the bus when it is asked to, one request at a time. */
public final class IngestVerticle extends VerticleBase {
    private final Bus bus;
    private @Nullable WorkerExecutor worker;

    public IngestVerticle(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("ingest-" + deploymentID(), 1, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        return Future.succeededFuture();
    }

    /**
     * Ingests; completes when the samplers have every scan complete. Fails with
     * {@link org.gantry.ingest.dataset.UnusableDatasetException} where no data set can be made of what was named.
     *
     * @param progress is told (scans done, scans in all)
     */
    public Future<Ingested> ingest(IngestRequest request, BiConsumer<Integer, Integer> progress) {
        if (worker == null) {
            return Future.failedFuture(new IllegalStateException("the ingest verticle is not deployed"));
        }
        return worker.executeBlocking(() -> new Ingestion(bus, request, progress).run());
    }
}
