package org.gantry.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.gantry.bench.site.Client;
import org.gantry.bench.site.Reader;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;

/** Volumes of noise that are put before the interpreters, so many in each partition that some always wait there. */
final class Volumes implements AutoCloseable {
    private static final String PREDICTIONS = "predictions.v1";
    private static final String CAMS = "cams.v1";
    private static final int PARTITIONS = Topics.VOLUMES.partitions();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PACE = Duration.ofMillis(5);
    private static final double NANOS = 1e9;

    private final Client client;
    private final Reader reader;
    private final String model;
    private final Volume volume;
    private final List<String> fed = new ArrayList<>();
    private final AtomicIntegerArray waiting = new AtomicIntegerArray(PARTITIONS);
    private final ExecutorService feeding = Executors.newSingleThreadExecutor();
    private int counted;
    private int names;

    /**
     * For a model.
     *
     * @param model its digest
     * @param input voxels that it takes
     */
    Volumes(String servers, String model, Grid input) {
        this.client = Client.of(servers);
        this.reader = new Reader(servers, List.of(PREDICTIONS, CAMS));
        this.model = model;
        RandomFunction random = RandomFunction.of(1);
        float[] voxels = new float[input.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.gaussian(i);
        }
        this.volume = new Volume(input, voxels);
    }

    /** Keeps so many waiting in each partition for so long, on a thread of its own. */
    Future<?> feed(Duration time, int each) {
        return feeding.submit(() -> {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    if (waiting.get(partition) < each) {
                        publish(partition);
                    }
                }
                LockSupport.parkNanos(PACE.toNanos());
            }
            return time;
        });
    }

    private void publish(int partition) throws InterruptedException {
        String scan = name(partition);
        ScanHeader header = new ScanHeader(
                scan,
                scan,
                "",
                Intensity.HU,
                VolumeGeometry.UNKNOWN,
                volume.grid().height(),
                volume.grid().width());
        int[] slices = IntStream.range(0, volume.grid().depth()).toArray();
        waiting.incrementAndGet(partition);
        synchronized (fed) {
            fed.add(scan);
        }
        Await.result(client.bus()
                .publish(Topics.VOLUMES, new VolumeToClassify(header, model, volume, VolumeGeometry.UNKNOWN, slices)));
    }

    /** A new name whose place is in a partition. */
    private String name(int partition) {
        while (true) {
            String name = "volume-" + names++;
            byte[] key = name.getBytes(StandardCharsets.UTF_8);
            if (Utils.toPositive(Utils.murmur2(key)) % PARTITIONS == partition) {
                return name;
            }
        }
    }

    /** Reads what comes out for a while. */
    void lookFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            look();
        }
    }

    private void look() {
        reader.look();
        List<Reader.Arrival> arrivals = reader.arrivals(PREDICTIONS);
        for (; counted < arrivals.size(); counted++) {
            waiting.decrementAndGet(arrivals.get(counted).partition());
        }
    }

    /** How many were answered. */
    int answered() {
        return counted;
    }

    /** Reads on until all are answered and explained. */
    void awaitAll() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (counted < fed().size() || reader.scans(CAMS).size() < fed().size()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(counted + " of " + fed().size() + " volumes were answered");
            }
            look();
        }
    }

    /** Of all partitions, the longest time without an answer since a moment, until now, s. */
    double longestPause(long since) {
        long longest = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            long before = since;
            for (Reader.Arrival arrival : reader.arrivals(PREDICTIONS)) {
                if (arrival.partition() == partition && arrival.nanos() > since) {
                    longest = Math.max(longest, arrival.nanos() - before);
                    before = arrival.nanos();
                }
            }
            longest = Math.max(longest, System.nanoTime() - before);
        }
        return longest / NANOS;
    }

    private List<String> fed() {
        synchronized (fed) {
            return List.copyOf(fed);
        }
    }

    /**
     * Every volume has one prediction and one CAM.
     *
     * @throws IllegalStateException that says which has not
     */
    void requireOnce() {
        reader.requireOnce(fed());
    }

    @Override
    public void close() {
        feeding.shutdownNow();
        reader.close();
        client.close();
    }
}
