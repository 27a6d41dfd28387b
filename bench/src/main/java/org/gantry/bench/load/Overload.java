package org.gantry.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.site.RandomModel;
import org.gantry.bus.Groups;
import org.gantry.domain.scan.Scan;

/**
 * What becomes of an installation that is fed many times faster than its interpreter answers, and then no longer: one
 * process with broker and sampler, and an interpreter beside it, each with little heap. The slow interpreter has a
 * {@link TimedClassifier}; a fast one of the same kind takes over what it leaves.
 *
 * @param root where all of it lies
 * @param time how long it is fed too much
 * @param times how many times faster than the slow interpreter answers
 * @param slow what a volume costs the slow interpreter
 * @param heap of each process, as Java's {@code -Xmx} has it
 */
public record Overload(Path root, Duration time, double times, Duration slow, String heap) {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration FAST = Duration.ofMillis(1);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int CALM_SCANS = 20;
    private static final double NANOS = 1e9;

    /**
     * How it stands at a moment.
     *
     * @param seconds since it began to be fed too much
     * @param fed scans that went in
     * @param answered scans whose prediction could be read
     * @param lag volumes that wait for the interpreter, as it says itself
     * @param brokerHeap MiB used in the process with broker and sampler
     * @param interpreterHeap MiB used in the interpreter
     */
    public record Moment(
            double seconds, int fed, int answered, double lag, double brokerHeap, double interpreterHeap) {}

    /**
     * What it came to; every scan was answered once.
     *
     * @param scans that went in
     * @param bytes of their slices
     * @param moments in order
     * @param before latency while it was fed what it could answer
     * @param after the same, once the backlog was gone
     */
    public record Outcome(int scans, long bytes, List<Moment> moments, Latency before, Latency after) {
        /** The most that waited. */
        public double largestLag() {
            return moments.stream().mapToDouble(Moment::lag).max().orElse(0);
        }
    }

    /**
     * Does it.
     *
     * @param progress is told of each moment
     * @throws IllegalStateException if a process ends, or a scan is lost or answered twice
     */
    public Outcome run(Scan scan, Consumer<Moment> progress)
            throws IOException, InterruptedException, ExecutionException {
        try (Embedded installation = Embedded.start(root.resolve("node"), List.of(NodeRole.SAMPLER), heap)) {
            String servers = installation.servers();
            RandomModel.SMALL.publish(servers, root.resolve("model.zip"));
            Feeder feeder = new Feeder(servers, scan);
            try (Traffic traffic = new Traffic(servers, feeder, PATIENCE)) {
                Latency before = calm(servers, traffic, "before");
                List<Moment> moments = new ArrayList<>();
                Consumer<Moment> kept = moment -> {
                    moments.add(moment);
                    progress.accept(moment);
                };
                long begun = System.nanoTime();
                try (TimedInterpreter.Started late = interpreter(servers, slow)) {
                    Duration apart = Duration.ofNanos(Math.round(slow.toNanos() / times));
                    int scans = Math.toIntExact(time.toNanos() / apart.toNanos());
                    watch(installation, late, traffic, begun, traffic.feed("flood", scans, apart), kept);
                    late.process().signal("TERM");
                    late.process().process().waitFor();
                }
                try (TimedInterpreter.Started soon = interpreter(servers, FAST)) {
                    while (traffic.reader().scans("cams.v1").size() < traffic.fed()) {
                        kept.accept(look(installation, soon, traffic, begun));
                    }
                }
                Latency after = calm(servers, traffic, "after");
                traffic.requireOnce();
                return new Outcome(traffic.fed(), traffic.fed() * feeder.bytes(), moments, before, after);
            }
        }
    }

    private TimedInterpreter.Started interpreter(String servers, Duration each)
            throws IOException, InterruptedException {
        return TimedInterpreter.start(servers, root.resolve("interpreter"), each, heap);
    }

    private Latency calm(String servers, Traffic traffic, String name)
            throws IOException, InterruptedException, ExecutionException {
        try (TimedInterpreter.Started interpreter = interpreter(servers, FAST)) {
            Runnable health = interpreter.process()::requireAlive;
            traffic.run(name + "-warm", CALM_SCANS, Duration.ZERO, health);
            traffic.run(name, CALM_SCANS, LOOK, health);
            interpreter.process().signal("TERM");
            interpreter.process().process().waitFor();
            return traffic.latency(name, CALM_SCANS);
        }
    }

    private static void watch(
            Embedded installation,
            TimedInterpreter.Started interpreter,
            Traffic traffic,
            long begun,
            Future<?> feeding,
            Consumer<Moment> kept)
            throws IOException, InterruptedException, ExecutionException {
        while (!feeding.isDone()) {
            kept.accept(look(installation, interpreter, traffic, begun));
        }
        feeding.get();
    }

    private static Moment look(Embedded installation, TimedInterpreter.Started interpreter, Traffic traffic, long begun)
            throws IOException, InterruptedException {
        traffic.reader().lookFor(LOOK);
        installation.process().requireAlive();
        interpreter.process().requireAlive();
        Scrape ofInterpreter = Scrape.of(interpreter.metrics());
        return new Moment(
                (System.nanoTime() - begun) / NANOS,
                traffic.fed(),
                traffic.reader().scans("predictions.v1").size(),
                ofInterpreter.lag(Groups.INTERPRETERS),
                Scrape.of(installation.metrics()).heap(),
                ofInterpreter.heap());
    }
}
