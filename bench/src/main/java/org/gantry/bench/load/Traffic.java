package org.gantry.bench.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.gantry.bench.site.Reader;
import org.gantry.domain.CanIgnoreReturnValue;

/** Scans that go into an installation and answers that come out of it, both seen from outside. */
final class Traffic implements AutoCloseable {
    private static final List<String> ANSWERS = List.of("predictions.v1", "cams.v1");

    /** Where a scan can be seen on its way, in order. */
    private static final List<String> STAGES = List.of("scans.v1", "volumes.v1", "predictions.v1", "cams.v1");

    private static final double NANOS = 1e9;

    private final Feeder feeder;
    private final Reader reader;
    private final Duration patience;
    private final ExecutorService feeding = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "feeder");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * To and from an installation.
     *
     * @param servers of its brokers, which have the topics
     * @param patience how long answers may take
     */
    Traffic(String servers, Feeder feeder, Duration patience) {
        this(servers, feeder, patience, ANSWERS);
    }

    private Traffic(String servers, Feeder feeder, Duration patience, List<String> topics) {
        this.feeder = feeder;
        this.reader = new Reader(servers, topics);
        this.patience = patience;
    }

    /** That sees scans on their way, too. */
    static Traffic stages(String servers, Feeder feeder, Duration patience) {
        return new Traffic(servers, feeder, patience, STAGES);
    }

    /** Feeds scans whose names begin alike, meanwhile. */
    Future<?> feed(String name, int scans, Duration apart) {
        return feeding.submit(() -> {
            feeder.feed(name, scans, apart);
            return scans;
        });
    }

    /** Feeds and waits until all is answered; gives the time from the first slice to the last answer, s. */
    @CanIgnoreReturnValue
    double run(String name, int scans, Duration apart) throws InterruptedException, ExecutionException {
        return run(name, scans, apart, () -> {});
    }

    /**
     * The same, of processes that are ours.
     *
     * @param health throws once one of them can no longer work
     */
    @CanIgnoreReturnValue
    double run(String name, int scans, Duration apart, Runnable health)
            throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        Future<?> fed = feed(name, scans, apart);
        awaitAnswers(name, scans, health);
        fed.get();
        return (System.nanoTime() - begun) / NANOS;
    }

    private void awaitAnswers(String name, int scans, Runnable health) {
        reader.await(
                () -> {
                    health.run();
                    return answered(name, scans) == scans;
                },
                patience,
                () -> answered(name, scans) + " of " + scans + " scans were answered");
    }

    private int answered(String name, int scans) {
        int answered = 0;
        for (int n = 0; n < scans; n++) {
            answered += answered(name + "-" + n) ? 1 : 0;
        }
        return answered;
    }

    private boolean answered(String scan) {
        return ANSWERS.stream().allMatch(topic -> reader.count(topic, scan) > 0);
    }

    /** From each scan's last slice to its prediction and CAM. */
    Latency latency(String name, int scans) {
        double[] seconds = new double[scans];
        for (int n = 0; n < scans; n++) {
            String scan = name + "-" + n;
            long readable = ANSWERS.stream()
                    .mapToLong(
                            topic -> reader.arrival(topic, scan).orElseThrow().nanos())
                    .max()
                    .orElseThrow();
            seconds[n] = (readable - feeder.lastSlice(scan)) / NANOS;
        }
        return Latency.of(seconds);
    }

    /** By topic of its way, how long scans took to be there after they were on the one before. */
    Map<String, Latency> stages(String name, int scans) {
        Map<String, Latency> stages = new LinkedHashMap<>();
        double[] before = IntStream.range(0, scans)
                .mapToDouble(n -> feeder.lastSlice(name + "-" + n))
                .toArray();
        for (String topic : STAGES) {
            double[] seconds = new double[scans];
            for (int n = 0; n < scans; n++) {
                double there =
                        reader.arrival(topic, name + "-" + n).orElseThrow().nanos();
                seconds[n] = (there - before[n]) / NANOS;
                before[n] = there;
            }
            stages.put(topic, Latency.of(seconds));
        }
        return stages;
    }

    /** What came out. */
    Reader reader() {
        return reader;
    }

    /** How many scans went in. */
    int fed() {
        return feeder.fed().size();
    }

    /**
     * Every scan that was fed has one prediction and one CAM.
     *
     * @throws IllegalStateException that says which has not
     */
    void requireOnce() {
        reader.requireOnce(feeder.fed());
    }

    @Override
    public void close() {
        feeding.shutdownNow();
        reader.close();
        feeder.close();
    }
}
