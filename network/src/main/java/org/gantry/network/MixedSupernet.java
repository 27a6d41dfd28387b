package org.gantry.network;

import java.util.Collection;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Draw;
import org.gantry.network.graph.MixedGraph;
import org.gantry.network.graph.NativeSession;
import org.gantry.network.graph.Run;

/**
 * The network of DARTS (paper, Eq. 1-2): every candidate of every block runs in every step, weighted by softmax(alpha),
 * which the draw brings. Costs memory and time of all of them; for small widths. Not for several threads at once.
 */
public final class MixedSupernet implements SearchNetwork {
    private final MacroArchitecture macro;
    private final MixedGraph graph;
    private final SearchSteps steps;

    /** Builds all candidates of all blocks; it has no weights yet. */
    public MixedSupernet(MacroArchitecture macro, Grid input, int batchSize, TrainingSettings settings, Device device) {
        this.macro = macro;
        BatchFeed feed = BatchFeed.of(CovidNet3d.anyOf(macro), input, batchSize, SearchSteps.check(settings));
        NativeSession session = device.open();
        this.graph = new MixedGraph(session.ops(), macro, feed.input(), settings.update());
        this.steps = new SearchSteps(feed, session, graph, settings);
    }

    @Override
    public void initialize(RandomFunction random) {
        steps.initialize(random);
    }

    /** Gates are dL/dp of each candidate of each block, block by block. */
    @Override
    public StepResult alphaStep(Batch batch, Draw draw) {
        try (Run run = begin(batch, draw)) {
            return steps.alpha(run, batch);
        }
    }

    @Override
    public StepResult trial(Batch batch, Draw draw) {
        try (Run run = begin(batch, draw)) {
            return steps.trial(run, batch);
        }
    }

    /** Updates weights and running statistics of every candidate. */
    @Override
    public StepResult weightStep(Batch batch, Draw draw, double learningRate) {
        try (Run run = begin(batch, draw)) {
            return steps.weights(run, batch, steps.groups(), learningRate);
        }
    }

    private Run begin(Batch batch, Draw draw) {
        float[] probabilities = probabilities(draw);
        return steps.begin(batch).feed(graph.probabilities(), probabilities, probabilities.length);
    }

    /** softmax(alpha), block by block. */
    private float[] probabilities(Draw draw) {
        if (draw.alpha().size() != macro.blockCount()) {
            throw new IllegalArgumentException("a step of a mixture needs alpha of all " + macro.blockCount()
                    + " blocks, the draw has " + draw.alpha().size() + "; is the searcher's mode another?");
        }
        float[] probabilities = new float[macro.blockCount() * Operation.COUNT];
        int next = 0;
        for (double[] row : draw.probabilities()) {
            for (double p : row) {
                probabilities[next++] = (float) p;
            }
        }
        return probabilities;
    }

    @Override
    public Tensors weights(Genotype genotype) {
        macro.check(genotype);
        return steps.weights(genotype);
    }

    @Override
    public Tensors state() {
        return steps.state();
    }

    @Override
    public Tensors updated(Collection<Genotype> drawn) {
        return steps.weights();
    }

    @Override
    public void replace(Tensors weights) {
        steps.replace(weights);
    }

    @Override
    public void restore(Tensors state) {
        steps.restore(state);
    }

    @Override
    public void close() {
        steps.close();
    }
}
