package org.gantry.searcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;

/**
 * The search as a state machine over events: steps that were taken go in, draws come out; replay and work are the same
 * code (ARCHITECTURE.md, section 3).
 *
 * <p>begin → ALPHA(0,0). ALPHA(e,s), the last of its draws, moves alpha → WEIGHTS(e,s) and, together with it,
 * ALPHA(e,s+1) or at the epoch's end MEASURE(e). WEIGHTS → nothing, but an opening search space hears its loss.
 * MEASURE(e) → ALPHA(e+1,0), or the end. In an epoch that only warms up: begin or MEASURE → WEIGHTS(e,0) and
 * WEIGHTS(e,1), and so on one step ahead of the trainer, with MEASURE(e) after the last.
 */
public final class Search {
    private final String job;
    private final SearchSettings settings;
    private final Estimator estimator;
    private final int steps;
    private final RandomFunction random;
    private final AlphaGradient gradient;
    private final ExpectedCost cost;
    private final Opening opening;
    private final List<GumbelSoftmax> drawn = new ArrayList<>();
    private final List<Trial> trials = new ArrayList<>();
    private Alpha alpha;
    private AlphaAdam adam;
    private boolean finished;

    /**
     * A search before its first draw.
     *
     * @param steps weight steps of an epoch, and as many alpha steps after the warm-up
     * @param chance loss of a network that knows the labels' frequencies alone, nats
     */
    public Search(RunSpec spec, MacroArchitecture macro, int steps, double chance) {
        if (steps < 1) {
            throw new IllegalArgumentException("the halves D_T and D_V of data set " + spec.dataset()
                    + " do not fill one batch of " + spec.search().batch() + "; give more scans or a smaller batch");
        }
        int blocks = macro.blockCount();
        this.job = spec.searchJob();
        this.settings = spec.search();
        this.estimator = settings.estimator();
        this.steps = steps;
        this.random = RandomFunction.of(spec.seed()).at(job);
        this.gradient = AlphaGradient.of(settings);
        this.opening = new Opening(settings.weights().openingEpochs() * steps, chance);
        this.cost = ExpectedCost.of(macro, spec.searchInput().size());
        this.alpha = Alpha.initial(blocks, random.at("alpha"));
        this.adam = AlphaAdam.initial(blocks);
    }

    /** A search of labels that are equally frequent. */
    public Search(RunSpec spec, MacroArchitecture macro, int steps) {
        this(spec, macro, steps, Math.log(macro.classes()));
    }

    /** The first draws. */
    public List<Draw> begin() {
        return begin(0);
    }

    private List<Draw> begin(int epoch) {
        return estimator.warmsUp(epoch)
                ? Stream.of(0, 1).flatMap(step -> warmUp(epoch, step).stream()).toList()
                : alphaDraws(epoch, 0);
    }

    /** A step of an epoch without alpha steps. */
    private List<Draw> warmUp(int epoch, int step) {
        if (step > steps) {
            return List.of();
        }
        return List.of(step < steps ? draw(epoch, step, Phase.WEIGHTS) : draw(epoch, steps - 1, Phase.MEASURE));
    }

    /** What follows a step. */
    public List<Draw> after(StepTaken taken) {
        int epoch = taken.epoch();
        int step = taken.step();
        return switch (taken.phase()) {
            case ALPHA -> {
                trials.add(new Trial(drawn.get(taken.index()), taken));
                if (trials.size() < drawn.size()) {
                    yield List.of();
                }
                move();
                List<Draw> next = new ArrayList<>();
                next.add(draw(epoch, step, Phase.WEIGHTS));
                if (step + 1 < steps) {
                    next.addAll(alphaDraws(epoch, step + 1));
                } else {
                    next.add(draw(epoch, step, Phase.MEASURE));
                }
                yield next;
            }
            case WEIGHTS -> {
                opening.learned(taken.loss());
                yield estimator.warmsUp(epoch) ? warmUp(epoch, step + 2) : List.of();
            }
            case CALIBRATE -> List.of();
            case MEASURE -> {
                finished = epoch + 1 == settings.epochs();
                yield finished ? List.of() : begin(epoch + 1);
            }
        };
    }

    private void move() {
        double[][] sum = gradient.of(alpha, trials);
        trials.clear();
        if (settings.mode() == Mode.RANDOM) {
            return;
        }
        double[][] ofCost = cost.gradient(alpha);
        for (int b = 0; b < sum.length; b++) {
            for (int j = 0; j < sum[b].length; j++) {
                sum[b][j] += estimator.costWeight() * ofCost[b][j];
            }
        }
        AlphaAdam.Updated updated = adam.update(alpha, sum, settings.alphaRate());
        alpha = updated.alpha();
        adam = updated.adam();
    }

    private List<Draw> alphaDraws(int epoch, int step) {
        drawn.clear();
        drawn.addAll(gradient.draws(
                alpha, settings.tau(epoch), estimator.draws(), epoch * steps + step, place(epoch, step, Phase.ALPHA)));
        return IntStream.range(0, drawn.size())
                .mapToObj(i -> new Draw(
                        job,
                        epoch,
                        step,
                        Phase.ALPHA,
                        i,
                        drawn.get(i).genotype(),
                        Arrays.asList(alpha.rows()),
                        alpha.entropy()))
                .toList();
    }

    private Draw draw(int epoch, int step, Phase phase) {
        RandomFunction place = place(epoch, step, phase);
        Genotype genotype =
                GumbelSoftmax.draw(alpha, settings.tau(epoch), place).genotype();
        if (phase == Phase.WEIGHTS) {
            genotype = opening.of(genotype, step, place.at("opening"));
        }
        boolean mixed = settings.mode() == Mode.DARTS && phase == Phase.WEIGHTS;
        return new Draw(job, epoch, step, phase, genotype, mixed ? Arrays.asList(alpha.rows()) : List.of(), 0);
    }

    private RandomFunction place(int epoch, int step, Phase phase) {
        return random.at(epoch).at(step).at(phase.name());
    }

    Alpha alpha() {
        return alpha;
    }

    /** softmax(alpha), (block)(operation). */
    public double[][] probabilities() {
        return IntStream.range(0, alpha.blocks())
                .mapToObj(b ->
                        Arrays.stream(alpha.logProbabilities(b)).map(Math::exp).toArray())
                .toArray(double[][]::new);
    }

    /** How often alpha was moved. */
    int updates() {
        return adam.updates();
    }

    boolean finished() {
        return finished;
    }
}
