package org.gantry.network;

import java.util.List;
import org.gantry.domain.RandomFunction;
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
    private final BatchFeed feed;
    private final NativeSession session;
    private final MixedGraph graph;
    private final ParameterStore store;
    private final List<String> groups;
    private final Progress progress;

    /** Builds all candidates of all blocks; it has no weights yet. */
    public MixedSupernet(MacroArchitecture macro, Grid input, int batchSize, TrainingSettings settings, Device device) {
        this.macro = macro;
        this.feed = BatchFeed.of(Supernet.anyOf(macro), input, batchSize, settings);
        this.session = device.open();
        this.graph = new MixedGraph(session.ops(), macro, feed.input(), settings.update());
        this.store = new ParameterStore(session, graph.groups());
        this.groups =
                graph.groups().stream().map(group -> group.layout().group()).toList();
        this.progress = new Progress(settings.optimizer(), groups);
    }

    @Override
    public void initialize(RandomFunction random) {
        store.initialize(random);
        progress.clear();
    }

    /** Gates are dL/dp of each candidate of each block, block by block. */
    @Override
    public StepResult alphaStep(Batch batch, Draw draw) {
        try (Run run = begin(batch, draw)) {
            List<float[]> values = run.fetch(graph.loss().loss())
                    .fetch(graph.loss().logits())
                    .fetch(graph.gates())
                    .values();
            return new StepResult(
                    values.get(0)[0], feed.accuracy(values.get(1), batch), 0, Supernet.wide(values.get(2)));
        }
    }

    @Override
    public StepResult trial(Batch batch, Draw draw) {
        try (Run run = begin(batch, draw)) {
            List<float[]> values =
                    run.fetch(graph.loss().loss()).fetch(graph.loss().logits()).values();
            return new StepResult(values.get(0)[0], feed.accuracy(values.get(1), batch), 0, new double[0]);
        }
    }

    /** Updates weights and running statistics of every candidate. */
    @Override
    public StepResult weightStep(Batch batch, Draw draw, double learningRate) {
        try (Run run = begin(batch, draw)) {
            List<Progress.Fed> rates = groups.stream()
                    .map(group -> progress.next(group, learningRate))
                    .toList();
            BatchFeed.feed(run, graph.rates(), rates);
            List<float[]> values = run.fetch(graph.loss().loss())
                    .fetch(graph.loss().logits())
                    .fetch(graph.norm())
                    .target(graph.step())
                    .values();
            progress.advance(groups);
            return new StepResult(
                    values.get(0)[0], feed.accuracy(values.get(1), batch), values.get(2)[0], new double[0]);
        }
    }

    private Run begin(Batch batch, Draw draw) {
        feed.checkTraining(batch);
        store.requireFilled();
        float[] probabilities = probabilities(draw);
        Run run = session.begin();
        feed.feed(run, batch, graph.voxels());
        feed.feed(run, batch, graph.loss(), RandomFunction.of(progress.updates("head")));
        return run.feed(graph.probabilities(), probabilities, probabilities.length);
    }

    /** softmax(alpha), block by block. */
    private float[] probabilities(Draw draw) {
        if (draw.alpha().size() != macro.blockCount()) {
            throw new IllegalArgumentException("a step of a mixture needs alpha of all " + macro.blockCount()
                    + " blocks, the draw has " + draw.alpha().size() + "; is the searcher's mode another?");
        }
        float[] probabilities = new float[macro.blockCount() * Operation.COUNT];
        for (int b = 0; b < macro.blockCount(); b++) {
            double[] row = draw.alpha().get(b);
            double sum = 0;
            for (double alpha : row) {
                sum += Math.exp(alpha);
            }
            for (int k = 0; k < row.length; k++) {
                probabilities[b * Operation.COUNT + k] = (float) (Math.exp(row[k]) / sum);
            }
        }
        return probabilities;
    }

    @Override
    public Tensors weights(Genotype genotype) {
        macro.check(genotype);
        return new Tensors(store.weights(graph.path(genotype)));
    }

    @Override
    public Tensors state() {
        var state = store.state();
        progress.save(state);
        return new Tensors(state);
    }

    @Override
    public void restore(Tensors state) {
        store.restore(state);
        progress.restore(state);
    }

    @Override
    public void close() {
        session.close();
    }
}
