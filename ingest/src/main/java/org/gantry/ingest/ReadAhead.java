package org.gantry.ingest;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads the scans of a plan in its order, on a thread of its own: the next one while the last is published. */
final class ReadAhead implements AutoCloseable {
    /** Two scans and what publishes them fit into memory where each takes no more than this share of it. */
    private static final int SHARE = 4;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread reading = new Thread(task, "gantry-read");
        reading.setDaemon(true);
        return reading;
    });
    private final Iterator<IngestPlan.Item> items;
    private final long large;
    private @Nullable Future<ReadScan> ahead;

    /** With this process's memory. */
    ReadAhead(List<IngestPlan.Item> items) {
        this(items, Runtime.getRuntime().maxMemory() / SHARE);
    }

    /** After a scan of more bytes than this the next one is read only when it is asked for. */
    ReadAhead(List<IngestPlan.Item> items, long large) {
        this.items = items.iterator();
        this.large = large;
    }

    boolean hasNext() {
        return ahead != null || items.hasNext();
    }

    /**
     * The next scan.
     *
     * @throws IOException where the disk is at fault
     */
    ReadScan next() throws IOException, InterruptedException {
        Future<ReadScan> reading = ahead == null ? begin() : ahead;
        ReadScan read = result(reading);
        ahead = items.hasNext() && read.bytes() <= large ? begin() : null;
        return read;
    }

    private Future<ReadScan> begin() {
        if (!items.hasNext()) {
            throw new NoSuchElementException("every scan of the plan was read");
        }
        IngestPlan.Item item = items.next();
        return thread.submit(() -> ReadScan.of(item));
    }

    private static ReadScan result(Future<ReadScan> reading) throws IOException, InterruptedException {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            if (e.getCause() instanceof RuntimeException ours) {
                throw ours;
            }
            if (e.getCause() instanceof Error ours) {
                throw ours;
            }
            throw new IllegalStateException("a scan could not be read", e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
