package org.gantry.ingest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the scans of a plan, on threads of its own: the next ones while the last is published. They come in its order.
 */
final class ReadAhead implements AutoCloseable {
    /** Scans that are ahead take no more than this share of the memory. */
    private static final int SHARE = 4;
    /** Decoding keeps a core busy; what publishes and takes the slices wants some, too. */
    private static final int MOST_THREADS = 4;

    private final ExecutorService readers;
    private final Deque<Future<ReadScan>> ahead = new ArrayDeque<>();
    private final Iterator<IngestPlan.Item> items;
    private final int threads;
    private final long memory;

    /** With this process's cores and memory. */
    ReadAhead(List<IngestPlan.Item> items) {
        this(
                items,
                Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS),
                Runtime.getRuntime().maxMemory() / SHARE);
    }

    /** With so many threads, and bytes that the scans ahead may take, if each is as large as the last one. */
    ReadAhead(List<IngestPlan.Item> items, int threads, long memory) {
        this.items = items.iterator();
        this.threads = threads;
        this.memory = memory;
        this.readers = Executors.newFixedThreadPool(threads, task -> {
            Thread reading = new Thread(task, "gantry-read");
            reading.setDaemon(true);
            return reading;
        });
    }

    boolean hasNext() {
        return !ahead.isEmpty() || items.hasNext();
    }

    /**
     * The next scan.
     *
     * @throws IOException where the disk is at fault
     */
    ReadScan next() throws IOException, InterruptedException {
        if (ahead.isEmpty()) {
            begin();
        }
        ReadScan read = result(ahead.removeFirst());
        // one more than there are threads, so that the first that is done has the next at once
        while (items.hasNext() && ahead.size() <= threads && (ahead.size() + 1) * read.bytes() <= memory) {
            begin();
        }
        return read;
    }

    private void begin() {
        if (!items.hasNext()) {
            throw new NoSuchElementException("every scan of the plan was read");
        }
        IngestPlan.Item item = items.next();
        ahead.addLast(readers.submit(() -> ReadScan.of(item)));
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
        readers.shutdownNow();
    }
}
