package org.gantry.bench.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gantry.bench.Output;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.Estimator.Gradient;
import org.gantry.domain.run.SearchSettings.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run planted}: whether a search finds what was planted, by each estimator and over several seeds. */
@Command(
        name = "planted",
        description = "Searches data in which it is known what must win, and trains each operation alone.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class PlantedBench implements Callable<Integer> {
    @Option(names = "--planted", split = ",", description = "What is planted.")
    private List<String> planted = Planted.ALL.stream().map(Planted::name).toList();

    @Option(
            names = "--estimators",
            split = ",",
            description = "GRADIENT:DRAWS, then ':after=EPOCHS' for warm-up; or a mode.")
    private List<String> estimators = List.of("STRAIGHT_THROUGH:1", "SCORE:1", "SCORE:4", "RANDOM");

    @Option(names = "--seeds", description = "How many seeds.")
    private int seeds = 5;

    @Option(names = "--search-epochs", description = "Epochs of a search, of 40 steps each.")
    private int epochs = 15;

    @Option(names = "--cost-weight", description = "What the expected multiplications count beside the loss.")
    private double costWeight;

    @Option(names = "--tau-start", description = "Temperature of the first epoch.")
    private double tauStart = 5;

    @Option(names = "--tau-end", description = "Temperature of the last epoch.")
    private double tauEnd = 0.5;

    @Option(names = "--alone", description = "Steps in which each operation is trained alone first; 0 for none.")
    private int alone = 300;

    @Mixin
    private final Output output = new Output();

    /**
     * What became of one planted answer by one estimator.
     *
     * @param planted its name
     * @param estimator as it was written
     * @param seeds how many searches
     * @param found how many of them put an operation first that was planted
     * @param probability of the planted operations at the end, mean
     * @param seconds of a search
     * @param first operation of each search, in the order of the seeds
     */
    record Found(
            String planted,
            String estimator,
            int seeds,
            int found,
            double probability,
            double seconds,
            List<String> first) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "  %-26s found by %d of %d, their probability %.2f (mean), %.1f s a search: %s",
                    estimator,
                    found,
                    seeds,
                    probability,
                    seconds,
                    String.join(" ", first));
        }
    }

    @Override
    public Integer call() {
        List<Found> all = new ArrayList<>();
        for (Planted one : planted.stream().map(Planted::named).toList()) {
            say(one.name() + ": block " + one.block() + " of " + one.macro().blockCount() + " needs "
                    + String.join(" ", names(one.operations())));
            if (alone > 0) {
                say("  alone: "
                        + Arrays.stream(Operation.values())
                                .map(o -> String.format(
                                        Locale.ROOT, "%s %.2f", o.paperName(), PlantedSearch.alone(one, o, alone, 1)))
                                .collect(Collectors.joining(", ")));
            }
            for (String estimator : estimators) {
                Found found = search(one, estimator);
                say(found.text());
                all.add(found);
            }
        }
        if (output.json()) {
            output.result(all);
        }
        return 0;
    }

    /** A line for people, at once: a search takes long. */
    private void say(String line) {
        if (!output.json()) {
            output.out().println(line);
            output.out().flush();
        }
    }

    private Found search(Planted one, String written) {
        PlantedSearch search = parse(one, written);
        long start = System.nanoTime();
        int found = 0;
        double share = 0;
        List<Operation> firsts = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            double[][] p = search.run(seed);
            Operation first = PlantedSearch.first(one, p);
            firsts.add(first);
            found += one.operations().contains(first) ? 1 : 0;
            share += one.operations().stream()
                            .mapToDouble(o -> p[one.block()][o.index()])
                            .sum()
                    / seeds;
        }
        double seconds = (System.nanoTime() - start) / 1e9 / seeds;
        return new Found(one.name(), written, seeds, found, share, seconds, names(firsts));
    }

    private PlantedSearch parse(Planted one, String written) {
        String[] parts = written.split(":", -1);
        if (parts.length == 1) {
            Estimator estimator = new Estimator(Gradient.STRAIGHT_THROUGH, 1, 0, costWeight);
            return with(one, Mode.valueOf(parts[0]), estimator);
        }
        List<String> rest = List.of(parts).subList(2, parts.length);
        int after = rest.stream()
                .filter(r -> r.startsWith("after="))
                .mapToInt(r -> Integer.parseInt(r.substring("after=".length())))
                .sum();
        Estimator estimator = new Estimator(Gradient.valueOf(parts[0]), Integer.parseInt(parts[1]), after, costWeight);
        return with(one, Mode.DNAS, estimator);
    }

    private PlantedSearch with(Planted one, Mode mode, Estimator estimator) {
        return new PlantedSearch(one, epochs, mode, estimator, new PlantedSearch.Temperature(tauStart, tauEnd));
    }

    private static List<String> names(Collection<Operation> operations) {
        return operations.stream().map(Operation::paperName).toList();
    }
}
