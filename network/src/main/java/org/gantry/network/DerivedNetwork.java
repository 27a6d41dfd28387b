package org.gantry.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Grid;
import org.gantry.network.graph.DerivedGraph;
import org.gantry.network.graph.DerivedGraph.Answering;
import org.gantry.network.graph.DerivedGraph.Explaining;
import org.gantry.network.graph.DerivedGraph.Training;
import org.gantry.network.graph.FlatVariable;
import org.gantry.network.graph.NativeSession;
import org.gantry.network.graph.ParameterGroup;
import org.gantry.network.graph.Run;
import org.gantry.network.graph.WeightUpdate;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One network, in native memory: it is trained, measured, and asked. Not for several threads at once. Passes are built
 * when first used, so a network that only answers never builds its derivatives.
 */
public final class DerivedNetwork implements Classifier {
    private final TrainingSettings settings;
    private final BatchFeed feed;
    private final NativeSession session;
    private final DerivedGraph graph;
    private final List<String> path;
    private final ParameterStore store;
    private final Progress progress;
    private final Architecture architecture;
    private final Answers answers;
    private @Nullable Training training;
    private @Nullable Answering answering;

    /**
     * Builds the network; it has no weights yet.
     *
     * @param batchSize volumes a step, and at most so many an inference
     */
    public DerivedNetwork(
            Architecture architecture, Grid input, int batchSize, TrainingSettings settings, Device device) {
        this.settings = settings;
        this.feed = BatchFeed.of(architecture, input, batchSize, settings);
        this.architecture = architecture;
        this.answers = answers(CamMethod.CAM);
        this.session = device.open();
        this.graph = new DerivedGraph(
                session.ops(), architecture, feed.input(), settings.update().slots());
        this.path = PathNames.of(architecture);
        List<ParameterGroup> groups =
                graph.groups().stream().flatMap(Optional::stream).toList();
        this.store = new ParameterStore(session, groups);
        this.progress = new Progress(
                settings.optimizer(),
                groups.stream().map(group -> group.layout().group()).toList());
    }

    /**
     * A bundle's network, built and filled.
     *
     * @param batchSize volumes an inference at most
     */
    public static DerivedNetwork of(ModelBundle bundle, int batchSize, Device device) {
        DerivedNetwork network = new DerivedNetwork(
                bundle.architecture(), bundle.input(), batchSize, TrainingSettings.RETRAINING, device);
        network.load(bundle.weights());
        return network;
    }

    /** Start values of PAPER.md, section 1, a function of the seed and of each parameter's name. */
    public void initialize(RandomFunction random) {
        store.initialize(random);
        progress.clear();
    }

    /** Takes weights and running statistics by name, from a supernet or another training; the optimiser starts anew. */
    public void load(Tensors weights) {
        store.load(weights);
        progress.clear();
    }

    /** One step, its dropout a function of how many steps were taken. */
    public StepResult trainStep(Batch batch, double learningRate) {
        return trainStep(batch, learningRate, RandomFunction.of(progress.updates("head")));
    }

    /** One step of one pass, its dropout by these random numbers. */
    public StepResult trainStep(Batch batch, double learningRate, RandomFunction dropout) {
        return trainStep(List.of(batch), learningRate, dropout);
    }

    /**
     * One step whose batch is cut into passes: its gradient is the whole batch's, but each pass has batch statistics of
     * its own, and each moves the running ones.
     */
    public StepResult trainStep(List<Batch> passes, double learningRate, RandomFunction dropout) {
        if (passes.size() != settings.options().accumulation()) {
            throw new IllegalArgumentException(
                    "a step takes " + settings.options().accumulation() + " passes, not " + passes.size());
        }
        passes.forEach(feed::checkTraining);
        store.requireFilled();
        double loss = 0;
        double accuracy = 0;
        double norm = 0;
        for (int i = 0; i < passes.size(); i++) {
            try (Run run = session.begin()) {
                feed.feed(run, passes, i, training().loss(), dropout);
                List<float[]> values = pass(run, passes.get(i), i, learningRate);
                loss += values.get(0)[0];
                accuracy += feed.accuracy(values.get(1), passes.get(i)) / passes.size();
                norm = values.size() > 2 ? values.get(2)[0] : 0;
            }
        }
        progress.advance(path);
        return new StepResult(loss, accuracy, norm, new double[0]);
    }

    /** Loss, logits, and in the last pass the norm. */
    private List<float[]> pass(Run run, Batch batch, int index, double learningRate) {
        Training pass = training();
        feed.feed(run, batch, pass.voxels());
        run.fetch(pass.loss().loss()).fetch(pass.loss().logits());
        if (index < settings.options().accumulation() - 1) {
            return run.target((index == 0 ? pass.begin() : pass.next()).orElseThrow())
                    .values();
        }
        BatchFeed.feed(
                run,
                pass.rates(),
                path.stream().map(group -> progress.next(group, learningRate)).toList());
        return run.fetch(pass.norm()).target(pass.step()).values();
    }

    /**
     * Sets the running statistics to the plain average, over these batches, of batch means and unbiased batch
     * variances: how an architecture is measured with weights that it shares (PAPER.md, section 2).
     */
    public void recalibrate(Iterable<Batch> batches) {
        store.requireFilled();
        List<FlatVariable> variables = graph.groups().stream()
                .flatMap(Optional::stream)
                .flatMap(group -> group.statistics().stream())
                .toList();
        List<double[]> sums = variables.stream().map(v -> new double[v.size()]).toList();
        int count = 0;
        for (Batch batch : batches) {
            feed.checkTraining(batch);
            addStatistics(batch, sums);
            count++;
        }
        if (count == 0) {
            throw new IllegalArgumentException("running statistics need at least one batch to be estimated from");
        }
        double share = 1.0 / count;
        store.set(variables, sums.stream().map(sum -> scaled(sum, share)).toList());
    }

    private void addStatistics(Batch batch, List<double[]> sums) {
        Training pass = training();
        try (Run run = session.begin()) {
            feed.feed(run, batch, pass.voxels());
            pass.statistics().forEach(run::fetch);
            List<float[]> values = run.values();
            for (int v = 0; v < sums.size(); v++) {
                for (int i = 0; i < sums.get(v).length; i++) {
                    sums.get(v)[i] += values.get(v)[i];
                }
            }
        }
    }

    private static float[] scaled(double[] sum, double scale) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] * scale);
        }
        return mean;
    }

    private Training training() {
        if (training == null) {
            training = graph.training(
                    settings.update(),
                    settings.options().accumulation() > 1,
                    settings.options().precision());
        }
        return training;
    }

    /** Answers to up to a batch of volumes, by running statistics and without dropout. */
    @Override
    public Inference infer(Batch batch) {
        requireAnswerable(batch);
        Answering pass = answering();
        return infer(batch, pass.voxels(), pass.logits(), pass.cams(), answers);
    }

    private void requireAnswerable(Batch batch) {
        feed.check(batch);
        if (batch.size() > feed.input().batch()) {
            throw new IllegalArgumentException(
                    "an inference takes at most " + feed.input().batch() + " volumes, the batch has " + batch.size());
        }
        store.requireFilled();
    }

    /**
     * What answers as this network does, and says why by another method; closed together.
     *
     * @throws IllegalArgumentException if the network has no such cell
     */
    public Classifier explainedBy(CamMethod method) {
        if (method.kind() == CamMethod.Kind.CAM) {
            return this;
        }
        Explaining pass = graph.explaining(method);
        Answers explained = answers(method);
        return new Classifier() {
            @Override
            public Inference infer(Batch batch) {
                requireAnswerable(batch);
                return DerivedNetwork.this.infer(batch, pass.voxels(), pass.logits(), pass.maps(), explained);
            }

            @Override
            public void close() {
                DerivedNetwork.this.close();
            }
        };
    }

    private Answers answers(CamMethod method) {
        return new Answers(architecture, feed.input().grid(), feed.input().batch(), method.cellOf(architecture));
    }

    private Inference infer(
            Batch batch, Operand<TFloat32> voxels, Operand<TFloat32> logits, Operand<TFloat32> maps, Answers reading) {
        try (Run run = session.begin()) {
            feed.feed(run, batch, voxels);
            List<float[]> values = run.fetch(logits).fetch(maps).values();
            return reading.read(values.get(0), values.get(1), batch.size());
        }
    }

    private Answering answering() {
        if (answering == null) {
            answering = graph.answering();
        }
        return answering;
    }

    /** Weights and running statistics. */
    public Tensors weights() {
        return new Tensors(store.weights());
    }

    /**
     * Weights averaged over the steps so far, each step's part falling by the decay and divided by the sum of all
     * parts, as Adam corrects its moments; running statistics as they are. Where nothing is averaged, the weights.
     */
    public Tensors averaged() {
        double decay = settings.options().averaging();
        long steps = progress.updates("head");
        Map<String, Tensors.Array> weights = store.weights();
        if (decay > 0 && steps > 0) {
            Map<String, Tensors.Array> state = store.state();
            double parts = 1 - Math.pow(decay, (double) steps);
            weights.replaceAll((name, array) -> {
                Tensors.Array sum = state.get(name + "." + WeightUpdate.AVERAGE);
                return sum == null ? array : new Tensors.Array(array.shape(), divided(sum.values(), parts));
            });
        }
        return new Tensors(weights);
    }

    private static float[] divided(float[] sum, double parts) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / parts);
        }
        return mean;
    }

    /** Everything that a training needs to go on: weights, statistics, the optimiser's slots and counts. */
    public Tensors state() {
        Map<String, Tensors.Array> state = store.state();
        progress.save(state);
        return new Tensors(state);
    }

    /** Goes back to a state. */
    public void restore(Tensors state) {
        store.restore(state);
        progress.restore(state);
    }

    /** For parity tests: gradients by name and the logits of a training pass that changes nothing. */
    Tensors gradients(Batch batch) {
        Training pass = training();
        Map<String, Tensors.Array> arrays = new LinkedHashMap<>();
        try (Run run = session.begin()) {
            feed.feed(run, batch, pass.voxels());
            feed.feed(run, batch, pass.loss(), RandomFunction.of(0));
            run.fetch(pass.loss().logits());
            pass.gradients().forEach(run::fetch);
            List<float[]> values = run.values();
            int next = 1;
            for (FlatVariable weights : weightVariables()) {
                weights.unpack(
                        values.get(next++), (name, shape, part) -> arrays.put(name, new Tensors.Array(shape, part)));
            }
            float[] logits = values.get(0);
            arrays.put("logits", new Tensors.Array(new int[] {logits.length}, logits));
        }
        return new Tensors(arrays);
    }

    private List<FlatVariable> weightVariables() {
        return graph.groups().stream()
                .flatMap(Optional::stream)
                .map(ParameterGroup::weights)
                .toList();
    }

    /** For parity tests: features after the stem and after each cell, (depth, batch, height, width, channel). */
    List<float[]> cellEnds(Batch batch) {
        Answering pass = answering();
        try (Run run = session.begin()) {
            feed.feed(run, batch, pass.voxels());
            pass.cellEnds().forEach(map -> run.fetch(map.value()));
            return run.values();
        }
    }

    /** For tests: features after a cell, and each class's gradient there. */
    List<float[]> gradientsAt(CamMethod method, Batch batch) {
        Explaining pass = graph.explaining(method);
        try (Run run = session.begin()) {
            feed.feed(run, batch, pass.voxels());
            run.fetch(pass.features().value());
            pass.gradients().forEach(run::fetch);
            return run.values();
        }
    }

    /** For tests: the logits that follow from other features after a cell. */
    float[] logitsFrom(CamMethod method, float[] features) {
        Explaining pass = graph.explaining(method);
        try (Run run = session.begin()) {
            run.feed(pass.features().value(), features, pass.features().dimensions());
            return run.fetch(pass.logits()).values().get(0);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
