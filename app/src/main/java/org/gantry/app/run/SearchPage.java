package org.gantry.app.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.StepTaken;

/**
 * A run on a page of text: where it stands, loss and entropy, softmax(alpha) as a heat map of blocks and candidate
 * operations, the best measured architectures beside it.
 *
 * @param work what was asked
 * @param colours true where the terminal shows colours; else cells are shaded by characters
 */
public record SearchPage(RunWork work, boolean colours) {
    private static final int TOP = 5;
    private static final Comparator<StepTaken> BEST_FIRST = Comparator.comparingDouble(StepTaken::accuracy)
            .reversed()
            .thenComparingDouble(StepTaken::loss)
            .thenComparingInt(StepTaken::epoch);

    /** Its lines. */
    public List<String> lines(RunRecord now, Optional<Duration> left) {
        List<String> lines = new ArrayList<>();
        lines.add(head(now, left));
        lines.add(now.status().map(Status::message).orElse("nobody has taken it yet: is a searcher running?"));
        lines.add(figures(now));
        now.warnings().forEach(warning -> lines.add(Warnings.line(warning)));
        if (!now.alphaDraws().isEmpty()) {
            Draw draw = now.alphaDraws().get(now.alphaDraws().size() - 1);
            lines.add("");
            lines.addAll(beside(new AlphaCells(colours).lines(draw.probabilities()), leaderboard(now)));
        } else if (last(now, s -> s.phase() == Phase.MEASURE).isPresent()) {
            lines.add("");
            lines.addAll(leaderboard(now));
        }
        return lines;
    }

    private String head(RunRecord now, Optional<Duration> left) {
        StringBuilder head = new StringBuilder("run " + work.spec().run() + "   "
                + now.status().map(s -> s.stage().name()).orElse("ASKED") + "   epoch " + work.searchEpochs(now)
                + " of " + work.spec().search().epochs());
        last(now, s -> s.phase() != Phase.MEASURE)
                .ifPresent(s -> head.append(", step ")
                        .append(s.step() + 1)
                        .append(" of ")
                        .append(work.steps()));
        work.stage(now)
                .ifPresent(share -> head.append("   ")
                        .append(100 * share.done() / Math.max(1, share.of()))
                        .append(" %"));
        left.ifPresent(l -> head.append("   ").append(TimeLeft.text(l)).append(" left of this stage"));
        return head.toString();
    }

    private String figures(RunRecord now) {
        StringBuilder line = new StringBuilder();
        last(now, s -> s.phase() == Phase.WEIGHTS)
                .ifPresent(s -> line.append(String.format(
                        Locale.ROOT,
                        "loss %.3f (mean of its epoch %.3f)   accuracy %.3f",
                        s.loss(),
                        meanLoss(now, s.epoch()),
                        s.accuracy())));
        if (!now.alphaDraws().isEmpty()) {
            Draw draw = now.alphaDraws().get(now.alphaDraws().size() - 1);
            line.append(String.format(
                    Locale.ROOT, "   entropy of alpha %.4f of %.4f nats", draw.entropy(), Math.log(Operation.COUNT)));
        } else if (!now.steps().isEmpty()) {
            line.append("   alpha moves from epoch ")
                    .append(work.spec().search().estimator().warmUpEpochs() + 1);
        }
        return line.toString();
    }

    private static double meanLoss(RunRecord now, int epoch) {
        return now.steps().stream()
                .filter(s -> s.phase() == Phase.WEIGHTS && s.epoch() == epoch)
                .mapToDouble(StepTaken::loss)
                .average()
                .orElse(Double.NaN);
    }

    private static Optional<StepTaken> last(RunRecord now, Predicate<StepTaken> wanted) {
        List<StepTaken> steps = now.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (wanted.test(steps.get(i))) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }

    private static List<String> leaderboard(RunRecord now) {
        List<StepTaken> best = now.steps().stream()
                .filter(s -> s.phase() == Phase.MEASURE)
                .sorted(BEST_FIRST)
                .limit(TOP)
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("best measured, shared weights");
        lines.add("accuracy   loss  epoch  operations");
        for (StepTaken s : best) {
            lines.add(String.format(
                    Locale.ROOT, "%8.3f %6.3f %6d  %s", s.accuracy(), s.loss(), s.epoch() + 1, operations(s)));
        }
        return lines;
    }

    /** One digit a block. */
    private static String operations(StepTaken s) {
        StringBuilder digits = new StringBuilder();
        Arrays.stream(s.genotype().indices()).forEach(digits::append);
        return digits.toString();
    }

    private static List<String> beside(List<String> left, List<String> right) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String beginning = i < left.size() ? left.get(i) : " ".repeat(AlphaCells.WIDTH);
            lines.add(i < right.size() ? beginning + "   " + right.get(i) : beginning);
        }
        return lines;
    }
}
