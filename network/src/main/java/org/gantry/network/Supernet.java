package org.gantry.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.Operation;
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
    private final BatchFeed feed;
    private final NativeSession session;
    private final SupernetGraph graph;
    private final ParameterStore store;
    private final Progress progress;

    /** Builds all candidates of all blocks; seconds. It has no weights yet. */
    public Supernet(MacroArchitecture macro, Grid input, int batchSize, TrainingSettings settings, Device device) {
        if (settings.options().accumulation() > 1 || settings.options().averaging() > 0) {
            throw new IllegalArgumentException("a supernet neither accumulates gradients nor averages weights");
        }
        this.macro = macro;
        this.feed = BatchFeed.of(anyOf(macro), input, batchSize, settings);
        this.session = device.open();
        this.graph = new SupernetGraph(session.ops(), macro, feed.input(), settings.update());
        this.store = new ParameterStore(session, graph.groups());
        this.progress = new Progress(
                settings.optimizer(),
                graph.groups().stream().map(group -> group.layout().group()).toList());
    }

    /** Stem and head are the same whatever stands between them. */
    static CovidNet3d anyOf(MacroArchitecture macro) {
        return new CovidNet3d(macro, new Genotype(Collections.nCopies(macro.blockCount(), Operation.SKIP)));
    }

    @Override
    public void initialize(RandomFunction random) {
        store.initialize(random);
        progress.clear();
    }

    /** Takes weights and running statistics of every operation by name; the optimiser starts anew. */
    public void load(Tensors weights) {
        store.load(weights);
        progress.clear();
    }

    /**
     * Runs the drawn path forward and back, and changes nothing: batch statistics, running ones left alone. Its gates
     * are all that the gradient of alpha needs (PAPER.md, section 2).
     */
    public StepResult alphaStep(Batch batch, Genotype drawn) {
        try (Run run = begin(batch, drawn)) {
            List<float[]> values = run.fetch(graph.loss().loss())
                    .fetch(graph.loss().logits())
                    .fetch(graph.gates())
                    .values();
            return new StepResult(values.get(0)[0], feed.accuracy(values.get(1), batch), 0, wide(values.get(2)));
        }
    }

    static double[] wide(float[] numbers) {
        double[] wide = new double[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
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
            List<float[]> values =
                    run.fetch(graph.loss().loss()).fetch(graph.loss().logits()).values();
            return new StepResult(values.get(0)[0], feed.accuracy(values.get(1), batch), 0, new double[0]);
        }
    }

    /** Updates weights and running statistics of the drawn path, and of nothing else. */
    public StepResult weightStep(Batch batch, Genotype drawn, double learningRate) {
        List<String> path = PathNames.of(new CovidNet3d(macro, drawn));
        try (Run run = begin(batch, drawn)) {
            List<Progress.Fed> rates = path.stream()
                    .map(group -> progress.next(group, learningRate))
                    .toList();
            BatchFeed.feed(run, graph.rates(), rates);
            List<float[]> values = run.fetch(graph.loss().loss())
                    .fetch(graph.loss().logits())
                    .fetch(graph.norm())
                    .target(graph.step())
                    .values();
            progress.advance(path);
            return new StepResult(
                    values.get(0)[0], feed.accuracy(values.get(1), batch), values.get(2)[0], new double[0]);
        }
    }

    private Run begin(Batch batch, Genotype drawn) {
        macro.check(drawn);
        feed.checkTraining(batch);
        store.requireFilled();
        Run run = session.begin();
        feed.feed(run, batch, graph.voxels());
        feed.feed(run, batch, graph.loss(), RandomFunction.of(progress.updates("head")));
        return run.feed(graph.choices(), drawn.indices());
    }

    /** What the derived network of a genotype needs: weights and running statistics of its path. */
    @Override
    public Tensors weights(Genotype genotype) {
        macro.check(genotype);
        return new Tensors(store.weights(graph.path(genotype)));
    }

    /** Everything that a search needs to go on: weights, statistics, the optimiser's slots and counts. */
    @Override
    public Tensors state() {
        Map<String, Tensors.Array> state = store.state();
        progress.save(state);
        return new Tensors(state);
    }

    @Override
    public void restore(Tensors state) {
        store.restore(state);
        progress.restore(state);
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
        session.close();
    }
}
