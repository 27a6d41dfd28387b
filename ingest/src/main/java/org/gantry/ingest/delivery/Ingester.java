package org.gantry.ingest.delivery;

import io.vertx.core.Future;
import java.util.function.BiConsumer;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.Ingested;

/** Brings a request onto the bus; {@link org.gantry.ingest.IngestVerticle#ingest}. */
@FunctionalInterface
public interface Ingester {
    /** Completes when the samplers have every scan complete; tells (scans done, scans in all). */
    Future<Ingested> ingest(IngestRequest request, BiConsumer<Integer, Integer> progress);
}
