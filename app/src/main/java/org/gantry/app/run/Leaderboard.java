package org.gantry.app.run;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingSpec.Purpose;

/** What a search found, the best first. */
public final class Leaderboard {
    private Leaderboard() {}

    /**
     * A line of the leaderboard.
     *
     * @param genotype the architecture
     * @param performance accuracy on D_V with the shared weights, when it was measured
     * @param trained accuracy on D_V after the short training from scratch; empty where it had none
     * @param parameters trainable parameters
     * @param macs multiply-accumulates of one volume
     */
    public record Line(Genotype genotype, double performance, Optional<Double> trained, long parameters, long macs) {}

    /** The measured architectures, the best trained first, then the best measured. */
    public static List<Line> lines(RunRecord record, List<ArchitectureMeasured> architectures) {
        Map<Genotype, Double> trained = trained(record);
        Map<Genotype, ArchitectureMeasured> best = new LinkedHashMap<>();
        architectures.forEach(a -> best.merge(a.genotype(), a, (x, y) -> x.performance() >= y.performance() ? x : y));
        return best.values().stream()
                .map(a -> new Line(
                        a.genotype(),
                        a.performance(),
                        Optional.ofNullable(trained.get(a.genotype())),
                        a.parameters(),
                        a.macs()))
                .sorted(Comparator.comparingDouble((Line l) -> l.trained().orElse(-1.0))
                        .thenComparingDouble(Line::performance)
                        .reversed())
                .toList();
    }

    private static Map<Genotype, Double> trained(RunRecord record) {
        Map<String, Genotype> genotypes = new LinkedHashMap<>();
        Map<Genotype, Double> trained = new LinkedHashMap<>();
        for (TrainingEvent event : record.trainings()) {
            if (event instanceof Requested r
                    && r.spec().purpose() == Purpose.RANK
                    && r.spec().model() instanceof SearchedModel model) {
                genotypes.put(r.job(), model.genotype());
            }
            Genotype genotype = genotypes.get(event.job());
            if (event instanceof Ended e && genotype != null) {
                trained.put(genotype, e.performance());
            }
        }
        return trained;
    }

    /** What {@link #table} says, for a file that stands alone. */
    static String text(List<Line> lines) {
        return table(lines) + """

                from scr.   accuracy on D_V after the short training from scratch; by it architectures are ranked, and
                            where it is that of guessing the rank says nothing
                shared w.   accuracy on D_V with the search's shared weights, when it was measured
                macs        multiply-accumulates of one volume
                genotype    each block's operation, in order; 'gantry architectures show' draws it
                """;
    }

    /** A table of text. */
    static String table(List<Line> lines) {
        StringBuilder table = new StringBuilder(String.format(
                "%4s  %9s  %9s  %12s  %14s  %s%n", "rank", "from scr.", "shared w.", "parameters", "macs", "genotype"));
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            table.append(String.format(
                    Locale.ROOT,
                    "%4d  %9s  %9.3f  %,12d  %,14d  %s%n",
                    i + 1,
                    line.trained()
                            .map(t -> String.format(Locale.ROOT, "%.3f", t))
                            .orElse("-"),
                    line.performance(),
                    line.parameters(),
                    line.macs(),
                    line.genotype()));
        }
        return table.toString();
    }
}
