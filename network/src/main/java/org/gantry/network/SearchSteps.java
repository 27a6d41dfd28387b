package org.gantry.network;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.gantry.network.graph.NativeSession;
import org.gantry.network.graph.Run;
import org.gantry.network.graph.SearchGraph;

/**
 * The steps of a search on its graph, with the weights' and the optimiser's state; what a draw feeds is the caller's.
 */
final class SearchSteps implements AutoCloseable {
    private final BatchFeed feed;
    private final NativeSession session;
    private final SearchGraph graph;
    private final ParameterStore store;
    private final List<String> groups;
    private final Progress progress;

    SearchSteps(BatchFeed feed, NativeSession session, SearchGraph graph, TrainingSettings settings) {
        this.feed = feed;
        this.session = session;
        this.graph = graph;
        this.store = new ParameterStore(session, graph.groups());
        this.groups =
                graph.groups().stream().map(group -> group.layout().group()).toList();
        this.progress = new Progress(settings.optimizer(), groups);
    }

    /** A supernet's weights are updated at once, as they are. */
    static TrainingSettings check(TrainingSettings settings) {
        if (settings.options().accumulation() > 1 || settings.options().averaging() > 0) {
            throw new IllegalArgumentException("a supernet neither accumulates gradients nor averages weights");
        }
        return settings;
    }

    /** All groups of parameters by name. */
    List<String> groups() {
        return groups;
    }

    void initialize(RandomFunction random) {
        store.initialize(random);
        progress.clear();
    }

    /** Takes weights and running statistics by name; the optimiser starts anew. */
    void load(Tensors weights) {
        store.load(weights);
        progress.clear();
    }

    /** A run that is fed all but the draw. */
    Run begin(Batch batch) {
        feed.checkTraining(batch);
        store.requireFilled();
        Run run = session.begin();
        feed.feed(run, batch, graph.voxels());
        feed.feed(run, batch, graph.loss(), RandomFunction.of(progress.updates("head")));
        return run;
    }

    /** Forward and back; changes nothing. */
    StepResult alpha(Run run, Batch batch) {
        List<float[]> values = run.fetch(graph.loss().loss())
                .fetch(graph.loss().logits())
                .fetch(graph.gates())
                .values();
        float[] gates = values.get(2);
        return result(
                values,
                batch,
                0,
                IntStream.range(0, gates.length).mapToDouble(i -> gates[i]).toArray());
    }

    /** Forward alone; changes nothing. */
    StepResult trial(Run run, Batch batch) {
        List<float[]> values =
                run.fetch(graph.loss().loss()).fetch(graph.loss().logits()).values();
        return result(values, batch, 0, new double[0]);
    }

    /** Updates the groups that the step runs. */
    StepResult weights(Run run, Batch batch, List<String> updated, double learningRate) {
        List<Progress.Fed> rates = updated.stream()
                .map(group -> progress.next(group, learningRate))
                .toList();
        BatchFeed.feed(run, graph.rates(), rates);
        List<float[]> values = run.fetch(graph.loss().loss())
                .fetch(graph.loss().logits())
                .fetch(graph.norm())
                .target(graph.step())
                .values();
        progress.advance(updated);
        return result(values, batch, values.get(2)[0], new double[0]);
    }

    private StepResult result(List<float[]> values, Batch batch, double norm, double[] gates) {
        return new StepResult(values.get(0)[0], feed.accuracy(values.get(1), batch), norm, gates);
    }

    /** What the derived network of a genotype needs: weights and running statistics of its path. */
    Tensors weights(Genotype genotype) {
        return new Tensors(store.weights(graph.path(genotype)));
    }

    /** The same of several genotypes. */
    Tensors weights(Collection<Genotype> genotypes) {
        return new Tensors(store.weights(genotypes.stream()
                .flatMap(g -> graph.path(g).stream())
                .distinct()
                .toList()));
    }

    /** The same of every operation. */
    Tensors weights() {
        return new Tensors(store.weights());
    }

    /** Takes weights and running statistics of some operations; all else stays. */
    void replace(Tensors weights) {
        store.replace(weights);
    }

    Tensors state() {
        Map<String, Tensors.Array> state = store.state();
        progress.save(state);
        return new Tensors(state);
    }

    void restore(Tensors state) {
        store.restore(state);
        progress.restore(state);
    }

    @Override
    public void close() {
        session.close();
    }
}
