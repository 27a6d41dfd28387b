package org.gantry.searcher;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;

/**
 * Sees when a differentiable search collapses: alpha decides early, Skip takes over, nothing moves alpha, or the shared
 * weights know nothing that alpha could hear. Each concern is raised once; the random control raises none, as its alpha
 * is meant to stand still.
 */
final class CollapseWatch {
    /**
     * Of log 8. At half of it a block weighs no more than e^(log 8 / 2) = 2.8 of its 8 candidates on the average, and
     * hardly draws the others, though half of the budget that was to tell them apart is not spent.
     */
    static final double ENTROPY_SHARE = 0.5;

    /**
     * Four times what Skip has at the start: half of all blocks are then expected to do nothing, the collapse that
     * DARTS is known for (Zela et al. 2020).
     */
    static final double SKIP_LIMIT = 0.5;

    /**
     * Half a unit in the last place of a float32 loss of about 1 is 6e-8: a smaller gradient changes no digit of it.
     */
    static final double GRADIENT_FLOOR = 1e-7;

    /** Of alpha's rate: Adam's one step is about the rate, however small the gradient, so this is standing still. */
    static final double MOVEMENT_SHARE = 0.01;

    /**
     * Of chance's loss: weights that do no better by half of the epochs in which alpha moves have learned nothing worth
     * asking for.
     */
    static final double CHANCE_SHARE = 0.95;

    private static final double UNDECIDED = Math.log(Operation.COUNT);

    private final RunSpec spec;
    private final double chance;
    private final Set<Concern> raised;
    private Alpha before;
    private double strongest;
    private boolean stepped;
    private final List<Double> losses = new ArrayList<>();

    /**
     * A watch from a search's first alpha on.
     *
     * @param chance loss of a network that knows the labels' frequencies alone, nats
     * @param raised what was raised already, and is not raised again
     */
    CollapseWatch(RunSpec spec, double chance, Alpha initial, Set<Concern> raised) {
        this.spec = spec;
        this.chance = chance;
        this.before = initial;
        this.raised = EnumSet.noneOf(Concern.class);
        this.raised.addAll(raised);
    }

    /** What is to be said after a step, with alpha as it is then; an epoch is judged at its measurement. */
    List<Warned> after(StepTaken step, Alpha alpha) {
        if (spec.search().mode() == Mode.RANDOM) {
            return List.of();
        }
        return switch (step.phase()) {
            case ALPHA -> {
                strongest = Math.max(strongest, strength(step));
                stepped = true;
                yield List.of();
            }
            case WEIGHTS -> {
                if (!spec.search().estimator().warmsUp(step.epoch())) {
                    losses.add(step.loss());
                }
                yield List.of();
            }
            case CALIBRATE -> List.of();
            case MEASURE -> {
                List<Warned> warnings = judge(step.epoch(), alpha);
                before = alpha;
                strongest = 0;
                stepped = false;
                yield warnings;
            }
        };
    }

    private List<Warned> judge(int epoch, Alpha alpha) {
        return Stream.of(entropy(epoch, alpha), skip(epoch, alpha), gradient(epoch, alpha), weights(epoch))
                .flatMap(Optional::stream)
                .filter(w -> raised.add(w.concern()))
                .toList();
    }

    private Optional<Warned> entropy(int epoch, Alpha alpha) {
        double entropy = alpha.entropy();
        return !halfway(epoch) && entropy < ENTROPY_SHARE * UNDECIDED
                ? warn(
                        Concern.ENTROPY,
                        epoch,
                        "alpha decided early: its mean entropy is %.3f nats, below %.3f, before half of its epochs;"
                                + " a lower learning rate of alpha or a higher temperature lets it see more",
                        entropy,
                        ENTROPY_SHARE * UNDECIDED)
                : Optional.empty();
    }

    private Optional<Warned> skip(int epoch, Alpha alpha) {
        double share = IntStream.range(0, alpha.blocks())
                .mapToDouble(b -> Math.exp(alpha.logProbabilities(b)[Operation.SKIP.index()]))
                .average()
                .orElseThrow();
        return share > SKIP_LIMIT
                ? warn(
                        Concern.SKIP,
                        epoch,
                        "Skip has %.3f of the probability, more than %.3f: the network is losing its depth;"
                                + " compare with --mode random before you trust the result",
                        share,
                        SKIP_LIMIT)
                : Optional.empty();
    }

    private Optional<Warned> gradient(int epoch, Alpha alpha) {
        double moved = largestMove(alpha);
        double standing = MOVEMENT_SHARE * spec.search().alphaRate();
        if (stepped && strongest < GRADIENT_FLOOR) {
            return warn(
                    Concern.GRADIENT,
                    epoch,
                    "no gradient reaches alpha: the norm of the gates was %.1e at most in this epoch, below %.1e;"
                            + " the weights may be trained out, or diverged",
                    strongest,
                    GRADIENT_FLOOR);
        }
        return stepped && moved < standing
                ? warn(
                        Concern.GRADIENT,
                        epoch,
                        "alpha stands still: it moved by %.1e at most in this epoch, less than %.1e;"
                                + " a higher learning rate of alpha may free it",
                        moved,
                        standing)
                : Optional.empty();
    }

    private Optional<Warned> weights(int epoch) {
        if (!halfway(epoch)) {
            return Optional.empty();
        }
        List<Double> lately = losses.subList(losses.size() / 2, losses.size());
        double loss =
                lately.stream().sorted().skip(lately.size() / 2).findFirst().orElse(0.0);
        return loss >= CHANCE_SHARE * chance
                ? warn(
                        Concern.WEIGHTS,
                        epoch,
                        "the shared weights are at chance: their median loss was %.3f lately, chance's is %.3f, so alpha"
                                + " hears nothing; more epochs, a higher --weight-rate or --open-over may help",
                        loss,
                        chance)
                : Optional.empty();
    }

    /** Whether half of the epochs in which alpha moves are over. */
    private boolean halfway(int epoch) {
        SearchSettings search = spec.search();
        return 2 * (epoch + 1 - search.estimator().warmUpEpochs()) >= search.alphaEpochs();
    }

    private Optional<Warned> warn(Concern concern, int epoch, String format, Object... figures) {
        return Optional.of(new Warned(spec.run(), concern, epoch, String.format(Locale.ROOT, format, figures)));
    }

    private double largestMove(Alpha alpha) {
        return IntStream.range(0, alpha.blocks())
                .mapToDouble(b -> IntStream.range(0, Operation.COUNT)
                        .mapToDouble(k -> Math.abs(alpha.rows()[b][k] - before.rows()[b][k]))
                        .max()
                        .orElse(0))
                .max()
                .orElse(0);
    }

    /** The norm of the gates; an estimator without gates is judged by alpha's moves alone. */
    private double strength(StepTaken step) {
        return spec.search().estimator().needsGates() ? step.pull() : Double.POSITIVE_INFINITY;
    }
}
