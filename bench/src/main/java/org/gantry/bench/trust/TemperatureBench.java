package org.gantry.bench.trust;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gantry.bench.Output;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.answer.Temperature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench/run temperature}: how well temperatures do that were fitted to few answers, by how many are believed
 * beforehand; on margins whose labels follow a temperature that is known.
 */
@Command(
        name = "temperature",
        description = "What temperatures of few answers are worth, by how many are believed beforehand.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class TemperatureBench implements Callable<Integer> {
    private static final int FURTHER = 1000;

    @Option(names = "--answers", split = ",", paramLabel = "N", description = "Answers to fit to.")
    private List<Integer> answers = List.of(10, 20, 50, 200);

    @Option(names = "--temperatures", split = ",", paramLabel = "T", description = "Those that are to be found.")
    private List<Double> temperatures = List.of(0.5, 1.0, 2.0, 4.0);

    @Option(names = "--believed", split = ",", paramLabel = "N", description = "Answers believed beforehand.")
    private List<Double> believed = List.of(0.0, 2.0, 5.0, 10.0, 20.0);

    @Option(names = "--deviation", paramLabel = "X", description = "Standard deviation of the margins of two logits.")
    private double deviation = 8;

    @Option(names = "--fits", paramLabel = "N", description = "Fits whose mean is taken.")
    private int fits = 400;

    @Mixin
    private final Output output = new Output();

    /**
     * A line of the table.
     *
     * @param answers to which was fitted
     * @param temperature that made the labels
     * @param lossBefore mean cross-entropy of further answers at temperature 1
     * @param loss the same at the temperatures found, by how many were believed
     */
    private record Row(int answers, double temperature, double lossBefore, Map<Double, Double> loss) {}

    @Override
    public Integer call() {
        List<Row> rows = new ArrayList<>();
        for (int count : answers) {
            for (double temperature : temperatures) {
                rows.add(row(count, new Temperature(temperature)));
            }
        }
        if (output.json()) {
            output.result(rows);
        } else {
            output.out().println(text(rows));
        }
        return 0;
    }

    private Row row(int count, Temperature truth) {
        double before = 0;
        Map<Double, Double> loss = new LinkedHashMap<>();
        for (int fit = 0; fit < fits; fit++) {
            RandomFunction random = RandomFunction.of(1).at(count).at(fit);
            float[][] known = margins(count, random.at("known"));
            int[] labels = labels(known, truth, random.at("labels"));
            float[][] further = margins(FURTHER, random.at("further"));
            before += loss(further, truth, Temperature.ONE) / fits;
            for (double belief : believed) {
                Temperature found = Temperature.fit(known, labels, belief);
                loss.merge(belief, loss(further, truth, found) / fits, Double::sum);
            }
        }
        return new Row(count, truth.value(), before, loss);
    }

    private float[][] margins(int count, RandomFunction random) {
        float[][] logits = new float[count][2];
        for (int i = 0; i < count; i++) {
            logits[i][1] = (float) (deviation * random.gaussian(i));
        }
        return logits;
    }

    private static int[] labels(float[][] logits, Temperature truth, RandomFunction random) {
        int[] labels = new int[logits.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.uniform(i) < truth.probabilities(logits[i])[1] ? 1 : 0;
        }
        return labels;
    }

    /** The mean cross-entropy that is to be expected of answers by one temperature where another is true. */
    private static double loss(float[][] logits, Temperature truth, Temperature found) {
        double loss = 0;
        for (float[] z : logits) {
            float[] p = truth.probabilities(z);
            float[] q = found.probabilities(z);
            for (int c = 0; c < p.length; c++) {
                loss -= p[c] * Math.log(Math.max(q[c], Float.MIN_VALUE)) / logits.length;
            }
        }
        return loss;
    }

    private String text(List<Row> rows) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-8s %6s %8s", "answers", "T", "T = 1"));
        believed.forEach(count -> text.append(String.format(Locale.ROOT, " %8.0f", count)));
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT, "%n%-8d %6.1f %8.3f", row.answers(), row.temperature(), row.lossBefore()));
            row.loss().values().forEach(loss -> text.append(String.format(Locale.ROOT, " %8.3f", loss)));
        }
        return text.toString();
    }
}
