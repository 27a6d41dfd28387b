package org.gantry.network;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.run.Draw;
import org.gantry.network.graph.NativeSession;
import org.gantry.network.graph.ParameterGroup;
import org.gantry.network.graph.Run;
import org.gantry.network.graph.SupernetGraph;

/**
 * The network that holds all others, with shared weights, in native memory (paper, "Differentiable NAS with Gumbel
 * Softmax"): a step runs one drawn path, and leaves every other operation as it was. Not for several threads at once.
 */
public final class Supernet implements SearchNetwork {
    private final MacroArchitecture macro;
    private final SupernetGraph graph;
    private final SearchSteps steps;

    /** Builds all candidates of all blocks; seconds. It has no weights yet. */
    public Supernet(MacroArchitecture macro, Grid input, int batchSize, TrainingSettings settings, Device device) {
        this.macro = macro;
        BatchFeed feed = BatchFeed.of(CovidNet3d.anyOf(macro), input, batchSize, SearchSteps.check(settings));
        NativeSession session = device.open();
        this.graph = new SupernetGraph(session.ops(), macro, feed.input(), settings.update());
        this.steps = new SearchSteps(feed, session, graph, settings);
    }

    @Override
    public void initialize(RandomFunction random) {
        steps.initialize(random);
    }

    /** Takes weights and running statistics of every operation by name; the optimiser starts anew. */
    public void load(Tensors weights) {
        steps.load(weights);
    }

    /**
     * Runs the drawn path forward and back, and changes nothing: batch statistics, running ones left alone. Its gates
     * are all that the gradient of alpha needs (PAPER.md, section 2).
     */
    public StepResult alphaStep(Batch batch, Genotype drawn) {
        try (Run run = begin(batch, drawn)) {
            return steps.alpha(run, batch);
        }
    }

    @Override
    public StepResult alphaStep(Batch batch, Draw draw) {
        return alphaStep(batch, draw.genotype());
    }

    @Override
    public StepResult trial(Batch batch, Draw draw) {
        return trial(batch, draw.genotype());
    }

    @Override
    public StepResult weightStep(Batch batch, Draw draw, double learningRate) {
        return weightStep(batch, draw.genotype(), learningRate);
    }

    /**
     * Runs the drawn path forward alone, and changes nothing: batch statistics, running ones left alone. Its loss is
     * all that a score-function gradient of alpha needs.
     */
    public StepResult trial(Batch batch, Genotype drawn) {
        try (Run run = begin(batch, drawn)) {
            return steps.trial(run, batch);
        }
    }

    /** Updates weights and running statistics of the drawn path, and of nothing else. */
    public StepResult weightStep(Batch batch, Genotype drawn, double learningRate) {
        try (Run run = begin(batch, drawn)) {
            return steps.weights(run, batch, PathNames.of(new CovidNet3d(macro, drawn)), learningRate);
        }
    }

    private Run begin(Batch batch, Genotype drawn) {
        macro.check(drawn);
        return steps.begin(batch).feed(graph.choices(), drawn.indices());
    }

    /** What the derived network of a genotype needs: weights and running statistics of its path. */
    @Override
    public Tensors weights(Genotype genotype) {
        macro.check(genotype);
        return steps.weights(genotype);
    }

    /** Everything that a search needs to go on: weights, statistics, the optimiser's slots and counts. */
    @Override
    public Tensors state() {
        return steps.state();
    }

    @Override
    public Tensors updated(Collection<Genotype> drawn) {
        drawn.forEach(macro::check);
        return steps.weights(drawn);
    }

    @Override
    public void replace(Tensors weights) {
        steps.replace(weights);
    }

    @Override
    public void restore(Tensors state) {
        steps.restore(state);
    }

    /** For parity tests: gradients of the drawn path by name. */
    Tensors gradients(Batch batch, Genotype drawn) {
        Map<String, Tensors.Array> arrays = new LinkedHashMap<>();
        try (Run run = begin(batch, drawn)) {
            graph.gradients(drawn).forEach(run::fetch);
            List<float[]> values = run.values();
            List<ParameterGroup> path = graph.path(drawn);
            for (int i = 0; i < path.size(); i++) {
                path.get(i)
                        .weights()
                        .unpack(values.get(i), (name, shape, part) -> arrays.put(name, new Tensors.Array(shape, part)));
            }
        }
        return new Tensors(arrays);
    }

    @Override
    public void close() {
        steps.close();
    }
}
