package org.gantry.network;

import java.util.Collection;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;

/** The network of a search, all candidates in one: takes the steps that a searcher draws. */
public interface SearchNetwork extends AutoCloseable {
    /** The network of a mode, without weights yet. */
    static SearchNetwork of(MacroArchitecture macro, Grid input, SearchSettings settings, Device device) {
        TrainingSettings training = TrainingSettings.of(settings.weights());
        return settings.mode() == Mode.DARTS
                ? new MixedSupernet(macro, input, settings.batch(), training, device)
                : new Supernet(macro, input, settings.batch(), training, device);
    }

    /** Start values of PAPER.md, section 1, a function of the seed and of each parameter's name. */
    void initialize(RandomFunction random);

    /** Forward and back; changes nothing. */
    StepResult alphaStep(Batch batch, Draw draw);

    /** Forward alone; changes nothing. */
    StepResult trial(Batch batch, Draw draw);

    /** Updates the weights that the draw uses. */
    StepResult weightStep(Batch batch, Draw draw, double learningRate);

    /** What the derived network of a genotype needs. */
    Tensors weights(Genotype genotype);

    /** Weights and running statistics of all that weight steps with these draws update. */
    Tensors updated(Collection<Genotype> drawn);

    /** Takes weights and running statistics of some operations by name; all else, the optimiser too, stays. */
    void replace(Tensors weights);

    /** Everything that a search needs to go on. */
    Tensors state();

    /** Goes back to a state. */
    void restore(Tensors state);

    @Override
    void close();
}
