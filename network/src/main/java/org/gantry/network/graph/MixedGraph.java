package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.gantry.domain.network.Operation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** All networks of the search space as one whose blocks are mixed operations (paper, Eq. 1; DARTS). */
public final class MixedGraph implements SearchGraph {
    private final SharedParameters shared;
    private final List<MixedBlock> blocks = new ArrayList<>();
    private final List<ParameterViews> views = new ArrayList<>();
    private final Operand<TFloat32> voxels;
    private final Operand<TFloat32> probabilities;
    private final FedRates rates;
    private final Head.Loss loss;
    private final Operand<TFloat32> gates;
    private final Operand<TFloat32> norm;
    private final Op step;

    /** Lays out variables, forward pass, derivatives and updates. */
    public MixedGraph(GraphOps g, MacroArchitecture macro, StemInput input, WeightUpdate update) {
        this.shared = SharedParameters.of(g, macro, update.rule().slots());
        int numbers = macro.blockCount() * Operation.COUNT;
        this.probabilities = g.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(numbers)));
        List<? extends Operand<TFloat32>> p =
                g.tf().unstack(probabilities, (long) numbers).output();
        ParameterViews stemViews = new ParameterViews(g, shared.stem(), Pass.LEARNING);
        ParameterViews headViews = new ParameterViews(g, shared.head(), Pass.LEARNING);
        Stem entry = new Stem(g, input);
        this.voxels = entry.voxels();
        Flow flow = entry.flow(CovidNet3d.stem(macro), stemViews);
        for (Block block : macro.blocks()) {
            int first = block.index() * Operation.COUNT;
            MixedBlock mixed = new MixedBlock(g, block);
            blocks.add(mixed);
            flow = flow.then(x -> mixed.flow(
                    x,
                    p.subList(first, first + Operation.COUNT),
                    shared.candidates().get(block.index())));
        }
        this.loss = new Head(g, headViews, flow.out(), macro.classes()).loss();
        flow.backward().apply(loss.gradient());
        this.gates = g.tf().stack(blocks.stream().flatMap(MixedBlock::gates).toList());
        views.add(stemViews);
        blocks.forEach(block -> block.views().forEach(views::add));
        views.add(headViews);
        this.rates = new FedRates(g, views.size());
        this.norm = WeightUpdate.norm(
                g,
                views.stream()
                        .map(v -> WeightUpdate.halfSquare(g, v.gradient(g)))
                        .toList());
        this.step = step(g, update);
    }

    private Op step(GraphOps g, WeightUpdate update) {
        Operand<TFloat32> scale = update.scale(g, norm);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            updates.addAll(update.apply(g, views.get(i), rates.of(i), scale));
        }
        return g.after(updates).tf().noOp();
    }

    @Override
    public List<ParameterGroup> groups() {
        return shared.all();
    }

    @Override
    public List<ParameterGroup> path(Genotype genotype) {
        return shared.path(genotype);
    }

    @Override
    public Operand<TFloat32> voxels() {
        return voxels;
    }

    /** Fed: the weight of each candidate, block by block. */
    public Operand<TFloat32> probabilities() {
        return probabilities;
    }

    /** Fed: learning rates, a group each. */
    @Override
    public FedRates rates() {
        return rates;
    }

    /** Loss and logits, and what they are fed. */
    @Override
    public Head.Loss loss() {
        return loss;
    }

    /** dL/dp, as many as {@link #probabilities}. */
    @Override
    public Operand<TFloat32> gates() {
        return gates;
    }

    /** Global norm of all gradients. */
    @Override
    public Operand<TFloat32> norm() {
        return norm;
    }

    /** Updates all weights and running statistics. */
    @Override
    public Op step() {
        return step;
    }
}
