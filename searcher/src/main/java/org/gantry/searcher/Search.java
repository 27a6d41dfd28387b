package org.gantry.searcher;

import java.util.Arrays;
import java.util.List;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;

/**
 * The search as a state machine over events: steps that were taken go in, draws come out; replay and work are the same
 * code (ARCHITECTURE.md, section 3).
 *
 * <p>begin → ALPHA(0,0). ALPHA(e,s) moves alpha → WEIGHTS(e,s) and, together with it, ALPHA(e,s+1) or at the epoch's
 * end MEASURE(e). WEIGHTS → nothing. MEASURE(e) → ALPHA(e+1,0), or the end.
 */
final class Search {
    private final String job;
    private final SearchSettings settings;
    private final int steps;
    private final RandomFunction random;
    private Alpha alpha;
    private AlphaAdam adam;
    private GumbelSoftmax drawn;
    private boolean finished;

    /** A search of so many blocks and so many steps an epoch, before its first draw. */
    Search(RunSpec spec, int blocks, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("the halves D_T and D_V of data set " + spec.dataset()
                    + " do not fill one batch of " + spec.search().batch() + "; give more scans or a smaller batch");
        }
        this.job = spec.searchJob();
        this.settings = spec.search();
        this.steps = steps;
        this.random = RandomFunction.of(spec.seed()).at(job);
        this.alpha = Alpha.initial(blocks, random.at("alpha"));
        this.adam = AlphaAdam.initial(blocks);
        this.drawn = path(0, 0, Phase.ALPHA);
    }

    List<Draw> begin() {
        return List.of(alphaDraw(0, 0));
    }

    /** What follows a step. */
    List<Draw> after(StepTaken taken) {
        int epoch = taken.epoch();
        int step = taken.step();
        return switch (taken.phase()) {
            case ALPHA -> {
                move(taken.gates());
                Draw weights = draw(epoch, step, Phase.WEIGHTS);
                yield List.of(
                        weights, step + 1 < steps ? alphaDraw(epoch, step + 1) : draw(epoch, step, Phase.MEASURE));
            }
            case WEIGHTS, CALIBRATE -> List.of();
            case MEASURE -> {
                finished = epoch + 1 == settings.epochs();
                yield finished ? List.of() : List.of(alphaDraw(epoch + 1, 0));
            }
        };
    }

    private void move(double[] gates) {
        if (settings.mode() == Mode.DNAS) {
            AlphaAdam.Updated updated = adam.update(alpha, drawn.gradient(gates), settings.alphaRate());
            alpha = updated.alpha();
            adam = updated.adam();
        }
    }

    private Draw alphaDraw(int epoch, int step) {
        drawn = path(epoch, step, Phase.ALPHA);
        return new Draw(job, epoch, step, Phase.ALPHA, drawn.genotype(), Arrays.asList(alpha.rows()), alpha.entropy());
    }

    private Draw draw(int epoch, int step, Phase phase) {
        return new Draw(job, epoch, step, phase, path(epoch, step, phase).genotype(), List.of(), 0);
    }

    private GumbelSoftmax path(int epoch, int step, Phase phase) {
        RandomFunction place = random.at(epoch).at(step).at(phase.name());
        return GumbelSoftmax.draw(alpha, settings.tau(epoch), place);
    }

    Alpha alpha() {
        return alpha;
    }

    /** How often alpha was moved. */
    int updates() {
        return adam.updates();
    }

    boolean finished() {
        return finished;
    }
}
