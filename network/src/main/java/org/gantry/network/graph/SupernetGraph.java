package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** All networks of the search space in one graph with shared weights; a step runs the drawn one alone. */
public final class SupernetGraph implements SearchGraph {
    private final GraphOps g;
    private final SharedParameters shared;
    private final List<SwitchedBlock> blocks = new ArrayList<>();
    private final ParameterViews stemViews;
    private final ParameterViews headViews;

    private final Operand<TFloat32> voxels;
    private final Operand<TInt32> choices;
    private final FedRates rates;
    private final Head.Loss loss;
    private final Operand<TFloat32> gates;
    private final Operand<TFloat32> norm;
    private final Op step;

    /** Lays out variables, forward pass, derivatives and updates. */
    public SupernetGraph(GraphOps g, MacroArchitecture macro, StemInput input, WeightUpdate update) {
        this.g = g;
        this.shared = SharedParameters.of(g, macro, update.rule().slots());
        this.stemViews = new ParameterViews(g, shared.stem(), Pass.LEARNING);
        this.headViews = new ParameterViews(g, shared.head(), Pass.LEARNING);
        int count = macro.blockCount();
        this.choices = g.tf().placeholder(TInt32.class, Placeholder.shape(Shape.of(count)));
        this.rates = new FedRates(g, count + 2);
        Stem entry = new Stem(g, input);
        this.voxels = entry.voxels();
        Flow flow = body(macro, entry.flow(CovidNet3d.stem(macro), stemViews));
        this.loss = new Head(g, headViews, flow.out(), macro.classes()).loss();
        flow.backward().apply(loss.gradient());
        this.gates = g.tf().stack(blocks.stream().map(SwitchedBlock::gate).toList());
        this.norm = WeightUpdate.norm(g, halfSquares());
        this.step = step(update);
    }

    private Flow body(MacroArchitecture macro, Flow stemFlow) {
        List<? extends Operand<TInt32>> choice =
                g.tf().unstack(choices, (long) macro.blockCount()).output();
        Flow flow = stemFlow;
        for (Block block : macro.blocks()) {
            SwitchedBlock switched = new SwitchedBlock(g, block);
            blocks.add(switched);
            flow = flow.then(x -> switched.flow(
                    x, choice.get(block.index()), shared.candidates().get(block.index())));
        }
        return flow;
    }

    private List<Operand<TFloat32>> halfSquares() {
        List<Operand<TFloat32>> squares = new ArrayList<>();
        squares.add(WeightUpdate.halfSquare(g, stemViews.gradient(g)));
        blocks.forEach(block -> squares.add(block.halfSquare()));
        squares.add(WeightUpdate.halfSquare(g, headViews.gradient(g)));
        return squares;
    }

    private Op step(WeightUpdate update) {
        Operand<TFloat32> scale = update.scale(g, norm);
        List<Op> updates = new ArrayList<>(update.apply(g, stemViews, rates.of(0), scale));
        for (int b = 0; b < blocks.size(); b++) {
            updates.add(blocks.get(b).updated(update, rates.of(b + 1), scale));
        }
        updates.addAll(update.apply(g, headViews, rates.of(blocks.size() + 1), scale));
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

    /** Gradients of a path's groups, for a run in which it is drawn. */
    public List<Operand<TFloat32>> gradients(Genotype genotype) {
        List<Operand<TFloat32>> gradients = new ArrayList<>(List.of(stemViews.gradient(g)));
        for (int b = 0; b < blocks.size(); b++) {
            blocks.get(b).gradient(genotype.operation(b)).ifPresent(gradients::add);
        }
        gradients.add(headViews.gradient(g));
        return gradients;
    }

    @Override
    public Operand<TFloat32> voxels() {
        return voxels;
    }

    /** Fed: the drawn operation's index a block. */
    public Operand<TInt32> choices() {
        return choices;
    }

    @Override
    public FedRates rates() {
        return rates;
    }

    /** Loss and logits of the drawn network, and what they are fed. */
    @Override
    public Head.Loss loss() {
        return loss;
    }

    /** One gate a block. */
    @Override
    public Operand<TFloat32> gates() {
        return gates;
    }

    /** Global norm of the drawn path's gradients. */
    @Override
    public Operand<TFloat32> norm() {
        return norm;
    }

    /** Updates the drawn path's weights and running statistics. */
    @Override
    public Op step() {
        return step;
    }
}
