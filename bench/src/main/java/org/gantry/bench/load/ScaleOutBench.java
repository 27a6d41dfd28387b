package org.gantry.bench.load;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.gantry.bench.Output;
import org.gantry.bench.Workplace;
import org.gantry.bench.site.Cluster;
import org.gantry.bench.site.RandomModel;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Widths;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench/run scale-out}: predictions a second by 1, 2, 4 interpreter processes on three brokers, and how long
 * partitions stand still when one more joins, one leaves and one is killed.
 */
@Command(
        name = "scale-out",
        description = "Predictions a second by how many interpreters, and what a rebalance costs, on three brokers.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class ScaleOutBench implements Callable<Integer> {
    private static final int BROKERS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final double NANOS = 1e9;

    /** Volumes that wait in each partition: enough that no interpreter does. */
    private static final int MANY = 8;

    /** So few that a partition is answered often. */
    private static final int FEW = 2;

    @Option(names = "--interpreters", split = ",", paramLabel = "N", description = "How many processes.")
    private List<Integer> interpreters = List.of(1, 2, 4);

    @Option(
            names = "--device-ms",
            paramLabel = "MS",
            description = "A fixed time in place of the network's, as on a device of its own; 0 runs the network.")
    private long deviceMs = 250;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each is measured.")
    private int seconds = 30;

    @Option(names = "--widths", paramLabel = "W", description = "S, L, or the network's six widths.")
    private String widths = "S";

    @Option(names = "--input", paramLabel = "DxHxW", description = "The volume.")
    private String input = "32x128x128";

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Map<Integer, Double> throughputs = new LinkedHashMap<>();
        Map<String, Double> standstills = new LinkedHashMap<>();
        try (Workplace place = Workplace.open("gantry-scale-out");
                Cluster cluster = Cluster.start(place.folder().resolve("brokers"), BROKERS)) {
            RandomModel model = new RandomModel(Widths.parse(widths), Grid.parse(input));
            String digest = model.publish(cluster.servers(), place.folder().resolve("model.zip"));
            try (Volumes volumes = new Volumes(cluster.servers(), digest, model.input());
                    Interpreters members = new Interpreters(cluster, place.folder(), Duration.ofMillis(deviceMs))) {
                int running = 0;
                for (int wanted : interpreters) {
                    for (; running < wanted; running++) {
                        members.start();
                    }
                    while (!members.settled(running)) {
                        volumes.lookFor(LOOK);
                    }
                    double rate = rate(volumes);
                    throughputs.put(running, rate);
                    tell(running + " interpreters", rate, "predictions a second");
                }
                for (Change change : changes(members)) {
                    standstills.put(change.name(), standstill(volumes, change));
                }
                volumes.requireOnce();
            }
        }
        print(throughputs, standstills);
        return 0;
    }

    /** Answers a second while more wait than can be answered. */
    private double rate(Volumes volumes) throws Exception {
        volumes.feed(WARM_UP, MANY).get();
        volumes.awaitAll();
        Future<?> feeding = volumes.feed(Duration.ofSeconds(seconds), MANY);
        int before = volumes.answered();
        long begun = System.nanoTime();
        volumes.lookFor(Duration.ofSeconds(seconds));
        double rate = (volumes.answered() - before) / ((System.nanoTime() - begun) / NANOS);
        feeding.get();
        volumes.awaitAll();
        return rate;
    }

    /** What is done to the group. */
    private record Change(String name, Callable<?> work) {}

    private static List<Change> changes(Interpreters members) {
        return List.of(
                new Change("nothing changes", () -> 0),
                new Change("one joins", members::start),
                new Change("one leaves", members::stop),
                new Change("one is killed", members::kill));
    }

    /** The longest time that a partition with volumes waiting gave no answer, around a change of the group, s. */
    private double standstill(Volumes volumes, Change change) throws Exception {
        Future<?> feeding = volumes.feed(Duration.ofSeconds(2L * seconds), FEW);
        volumes.lookFor(WARM_UP);
        long changed = System.nanoTime();
        change.work().call();
        volumes.lookFor(Duration.ofSeconds(seconds));
        double longest = volumes.longestPause(changed);
        feeding.get();
        volumes.awaitAll();
        tell(change.name(), longest, "s without an answer in a partition, at most");
        return longest;
    }

    private void tell(String what, double figure, String unit) {
        output.progress().printf(Locale.ROOT, "%s: %.2f %s%n", what, figure, unit);
    }

    private void print(Map<Integer, Double> throughputs, Map<String, Double> standstills) {
        PrintWriter out = output.out();
        if (output.json()) {
            output.result(
                    Map.of("predictionsASecondByInterpreters", throughputs, "longestStandstillSeconds", standstills));
            return;
        }
        out.printf(
                "three brokers, volumes of %s, %s%n",
                input,
                deviceMs == 0 ? "the network of widths " + widths : deviceMs + " ms of device time in its place");
        throughputs.forEach((running, rate) ->
                out.printf(Locale.ROOT, "%d interpreters: %.2f predictions a second%n", running, rate));
        standstills.forEach((change, longest) ->
                out.printf(Locale.ROOT, "%s: at most %.2f s without an answer in a partition%n", change, longest));
    }
}
