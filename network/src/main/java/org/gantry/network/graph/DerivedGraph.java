package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.run.TrainingPlan.Precision;
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

    private Body body(GraphOps scope, IntFunction<Pass> passes) {
        return new Body(scope, architecture, input, groups, passes);
    }

    /** Stem, blocks and head in order; an identity Skip has none. */
    public List<Optional<ParameterGroup>> groups() {
        return groups;
    }

    /**
     * The pass that learns.
     *
     * @param voxels fed: {@link StemInput#tensor}
     * @param loss loss, logits and what they are fed
     * @param rates fed: learning rates
     * @param gradients one flat vector a group, in order, identity Skips left out
     * @param statistics the batch's mean and unbiased variance of every group that has some
     * @param norm global norm of the gradients of the whole step
     * @param begin in the first of several passes: keeps the gradients, updates running statistics
     * @param next in a further pass but the last: adds the gradients, updates running statistics
     * @param step in the last or only pass: updates weights and running statistics
     */
    public record Training(
            Operand<TFloat32> voxels,
            Head.Loss loss,
            FedRates rates,
            List<Operand<TFloat32>> gradients,
            List<Operand<TFloat32>> statistics,
            Operand<TFloat32> norm,
            Optional<Op> begin,
            Optional<Op> next,
            Op step) {}

    /**
     * Adds the pass that learns.
     *
     * @param accumulates whether a step's gradients are the sum of several passes'
     * @param precision of the factors in products and dense convolutions
     */
    public Training training(WeightUpdate update, boolean accumulates, Precision precision) {
        Body body = body(g.in(precision), cell -> Pass.LEARNING);
        Head.Loss loss = body.head().loss();
        body.flow().backward().apply(loss.gradient());
        List<Operand<TFloat32>> gradients =
                body.present().stream().map(p -> p.gradient(g)).toList();
        List<Operand<TFloat32>> statistics = body.present().stream()
                .filter(p -> p.group().statistics().isPresent())
                .map(p -> p.batchStatistics(g))
                .toList();
        Optional<GradientSums> sums = accumulates ? Optional.of(new GradientSums(g, body.present())) : Optional.empty();
        List<Operand<TFloat32>> whole = IntStream.range(0, gradients.size())
                .mapToObj(i -> sums.map(s -> s.whole(i)).orElse(gradients.get(i)))
                .toList();
        Operand<TFloat32> norm = WeightUpdate.norm(
                g, whole.stream().map(d -> WeightUpdate.halfSquare(g, d)).toList());
        FedRates rates = new FedRates(g, groups.size());
        Op step = step(update, body, whole, rates, update.scale(g, norm));
        return new Training(
                body.voxels(),
                loss,
                rates,
                gradients,
                statistics,
                norm,
                sums.map(GradientSums::first),
                sums.map(GradientSums::next),
                step);
    }

    private Op step(
            WeightUpdate update,
            Body body,
            List<Operand<TFloat32>> gradients,
            FedRates rates,
            Operand<TFloat32> scale) {
        List<Op> updates = new ArrayList<>();
        Iterator<Operand<TFloat32>> gradient = gradients.iterator();
        for (int i = 0; i < groups.size(); i++) {
            int index = i;
            body.views()
                    .get(i)
                    .ifPresent(p -> updates.addAll(update.apply(g, p, gradient.next(), rates.of(index), scale)));
        }
        return g.after(updates).tf().noOp();
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
        Body body = body(g, cell -> Pass.ANSWERING);
        Head head = body.head();
        return new Answering(body.voxels(), head.logits(), head.cams(), body.cellEnds());
    }

    /**
     * The pass that explains, by running statistics and without dropout.
     *
     * @param voxels fed: {@link StemInput#tensor}
     * @param logits (batch, class)
     * @param maps (depth, batch, height * width, class), on the grid of the cell
     * @param features after the cell
     * @param gradients of each class's logit there
     */
    public record Explaining(
            Operand<TFloat32> voxels,
            Operand<TFloat32> logits,
            Operand<TFloat32> maps,
            FeatureMap features,
            List<Operand<TFloat32>> gradients) {}

    /** Adds the pass that explains by the features after a cell; from there on its layers have a way back. */
    public Explaining explaining(CamMethod method) {
        int cell = method.cellOf(architecture);
        Body body = body(g, c -> c <= cell ? Pass.ANSWERING : Pass.EXPLAINING);
        Head head = body.head();
        List<Operand<TFloat32>> gradients = IntStream.range(0, architecture.classes())
                .mapToObj(label -> body.flow().backward().apply(head.gradient(label)))
                .toList();
        FeatureMap features = body.cellEnds().get(cell);
        Operand<TFloat32> maps = new GradientMaps(g, method.kind(), features).of(gradients);
        return new Explaining(body.voxels(), head.logits(), maps, features, gradients);
    }
}
