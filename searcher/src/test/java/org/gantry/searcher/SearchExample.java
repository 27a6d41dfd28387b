package org.gantry.searcher;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Operation;

/** The numbers of docs/search.md: one block, computed by the search's own classes. */
final class SearchExample {
    private static final double[] ALPHA = {0, 0.2, 0, 0.5, 0.1, 1, 0.8, -0.5};
    private static final Alpha BLOCK = new Alpha(new double[][] {ALPHA});
    private static final RandomFunction PLACE = RandomFunction.of(1).at("docs");
    private static final List<Double> TEMPERATURES = List.of(5.0, 1.0, 0.5);
    private static final double GATE = -0.4;
    private static final double RATE = 0.01;
    private static final int DRAWS = 10_000;

    private SearchExample() {}

    /** alpha and what it makes of a draw. */
    static String probabilities() {
        double[] p = probabilities(BLOCK);
        return head()
                + row("alpha", "%.1f", ALPHA)
                + row("P = softmax(alpha)", "%.3f", p)
                + row(String.format(Locale.ROOT, "share of %,d draws", DRAWS), "%.3f", shares());
    }

    /** One draw at some temperatures. */
    static String draw() {
        double[] gumbel =
                IntStream.range(0, Operation.COUNT).mapToDouble(PLACE::gumbel).toArray();
        double[] log = BLOCK.logProbabilities(0);
        StringBuilder table = new StringBuilder(head())
                .append(row("G", "%.2f", gumbel))
                .append(row("log P + G", "%.2f", cells(k -> log[k] + gumbel[k])))
                .append(row("drawn", "%.0f", cells(k -> drawn(5) == k ? 1 : 0)));
        for (double tau : TEMPERATURES) {
            table.append(row(String.format(Locale.ROOT, "p̃, tau %.1f", tau), "%.3f", at(tau).soft()[0]));
        }
        return table.toString();
    }

    /** What a gate does to alpha. */
    static String step() {
        double[][] gradient = at(1).gradient(new double[] {GATE});
        AlphaAdam.Updated updated = AlphaAdam.initial(1).update(BLOCK, gradient, RATE);
        return head()
                + row("dL/dalpha", "%+.4f", gradient[0])
                + row("alpha after", "%.3f", updated.alpha().rows()[0])
                + row("P after", "%.3f", probabilities(updated.alpha()));
    }

    /** Entropy of some rows, as sentences name them. */
    static String entropy() {
        double[] even = new double[Operation.COUNT];
        double[] sure = even.clone();
        sure[5] = 6;
        return "| alpha of the block | entropy of P, nats |\n| --- | --- |\n"
                + entropy("all equal", even)
                + entropy("the one above", ALPHA)
                + entropy("6 for one, 0 for the others", sure);
    }

    private static String entropy(String name, double[] row) {
        return String.format(Locale.ROOT, "| %s | %.3f |\n", name, new Alpha(new double[][] {row}).entropy());
    }

    private static GumbelSoftmax at(double tau) {
        return GumbelSoftmax.draw(BLOCK, tau, PLACE);
    }

    private static int drawn(double tau) {
        return at(tau).genotype().indices()[0];
    }

    private static double[] shares() {
        int[] counts = new int[Operation.COUNT];
        for (int i = 0; i < DRAWS; i++) {
            counts[GumbelSoftmax.draw(BLOCK, 1, PLACE.at(i)).genotype().indices()[0]]++;
        }
        return cells(k -> (double) counts[k] / DRAWS);
    }

    private static double[] probabilities(Alpha alpha) {
        return Arrays.stream(alpha.logProbabilities(0)).map(Math::exp).toArray();
    }

    private static double[] cells(IntFunction<Number> cell) {
        return IntStream.range(0, Operation.COUNT)
                .mapToDouble(k -> cell.apply(k).doubleValue())
                .toArray();
    }

    private static String head() {
        String names =
                Arrays.stream(Operation.values()).map(Operation::paperName).collect(Collectors.joining(" | "));
        return "| | " + names + " |\n|" + " --- |".repeat(1 + Operation.COUNT) + "\n";
    }

    private static String row(String name, String format, double[] cells) {
        String values = Arrays.stream(cells)
                .mapToObj(cell -> String.format(Locale.ROOT, format, cell))
                .collect(Collectors.joining(" | "));
        return "| " + name + " | " + values + " |\n";
    }
}
