package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.LayerGroup;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** One network: its variables, and on request a pass that learns and a pass that answers. */
public final class DerivedGraph {
    private final GraphOps g;
    private final Architecture architecture;
    private final StemInput input;
    private final List<Optional<ParameterGroup>> groups = new ArrayList<>();

    /** Makes the variables. */
    public DerivedGraph(GraphOps g, Architecture architecture, StemInput input, List<String> slots) {
        this.g = g;
        this.architecture = architecture;
        this.input = input;
        List<ParameterLayout> layouts = new ArrayList<>();
        architecture.groups().forEach(group -> layouts.add(ParameterLayout.of(group)));
        layouts.add(ParameterLayout.head(architecture.headWidth(), architecture.classes()));
        for (ParameterLayout layout : layouts) {
            groups.add(layout.isEmpty() ? Optional.empty() : Optional.of(new ParameterGroup(g, layout, slots)));
        }
    }

    /** Stem, blocks and head in order; an identity Skip has none. */
    public List<Optional<ParameterGroup>> groups() {
        return groups;
    }

    /** All groups laid out once, over views of the parameters. */
    private final class Body {
        private final List<Optional<ParameterViews>> views;
        private final List<FeatureMap> cellEnds = new ArrayList<>();
        private final Operand<TFloat32> voxels;
        private final Flow flow;

        Body(boolean training) {
            this.views = groups.stream()
                    .map(group -> group.map(present -> new ParameterViews(g, present, training)))
                    .toList();
            Stem stem = new Stem(g, input);
            this.voxels = stem.voxels();
            this.flow = flow(stem);
        }

        private Flow flow(Stem stem) {
            LayerGroup first = architecture.groups().get(0);
            Flow on = stem.flow(first, views.get(0).orElseThrow());
            cellEnds.add(on.out());
            int next = 1;
            for (List<LayerGroup> cell :
                    architecture.cells().subList(1, architecture.cells().size())) {
                for (LayerGroup group : cell) {
                    Optional<ParameterViews> own = views.get(next++);
                    if (own.isPresent()) {
                        on = on.then(x -> LayerFlow.whole(g, group, x, own.get()));
                    }
                }
                cellEnds.add(on.out());
            }
            return on;
        }

        Head head() {
            return new Head(g, views.get(views.size() - 1).orElseThrow(), flow.out(), architecture.classes());
        }

        List<ParameterViews> present() {
            return views.stream().flatMap(Optional::stream).toList();
        }
    }

    /**
     * The pass that learns.
     *
     * @param voxels fed: {@link StemInput#tensor}
     * @param loss loss, logits and what they are fed
     * @param rates fed: learning rates
     * @param gradients one flat vector a group, in order, identity Skips left out
     * @param statistics the batch's mean and unbiased variance of every group that has some
     * @param norm global norm of the gradients
     * @param step updates weights and running statistics
     */
    public record Training(
            Operand<TFloat32> voxels,
            Head.Loss loss,
            FedRates rates,
            List<Operand<TFloat32>> gradients,
            List<Operand<TFloat32>> statistics,
            Operand<TFloat32> norm,
            Op step) {}

    /** Adds the pass that learns. */
    public Training training(WeightUpdate update) {
        Body body = new Body(true);
        Head.Loss loss = body.head().loss();
        body.flow.backward().apply(loss.gradient());
        List<Operand<TFloat32>> gradients =
                body.present().stream().map(p -> p.gradient(g)).toList();
        List<Operand<TFloat32>> statistics = body.present().stream()
                .filter(p -> p.group().statistics().isPresent())
                .map(p -> p.batchStatistics(g))
                .toList();
        Operand<TFloat32> norm = WeightUpdate.norm(
                g, gradients.stream().map(d -> WeightUpdate.halfSquare(g, d)).toList());
        Operand<TFloat32> scale = update.scale(g, norm);
        FedRates rates = new FedRates(g, groups.size());
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            int index = i;
            body.views.get(i).ifPresent(p -> updates.addAll(update.apply(g, p, rates.of(index), scale)));
        }
        Op step = g.after(updates).tf().noOp();
        return new Training(body.voxels, loss, rates, gradients, statistics, norm, step);
    }

    /**
     * The pass that answers, by running statistics and without dropout.
     *
     * @param voxels fed: {@link StemInput#tensor}
     * @param logits (batch, class)
     * @param cams (depth, batch, height * width, class)
     * @param cellEnds features after the stem and after each cell
     */
    public record Answering(
            Operand<TFloat32> voxels, Operand<TFloat32> logits, Operand<TFloat32> cams, List<FeatureMap> cellEnds) {}

    /** Adds the pass that answers. */
    public Answering answering() {
        Body body = new Body(false);
        Head head = body.head();
        return new Answering(body.voxels, head.logits(), head.cams(), body.cellEnds);
    }
}
