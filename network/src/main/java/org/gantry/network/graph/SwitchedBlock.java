package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.gantry.domain.network.Operation;
import org.gantry.network.graph.UpdateRule.Rates;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.GraphOperationBuilder;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A block of the supernet: all candidate operations behind a switch, of which only the drawn one runs. What follows
 * from a branch that is not drawn is dead, its derivatives and updates too, so its variables are not even read. A merge
 * hands on whatever is alive (TENSORFLOW.md, section 5).
 */
final class SwitchedBlock {
    private final GraphOps g;
    private final Block block;
    private final List<Branch> branches = new ArrayList<>();
    private @Nullable Operand<TFloat32> gate;

    /** One candidate: where it is alive, its parameters, op(x), and the block's output if it is drawn. */
    private record Branch(GraphOps alive, Optional<ParameterViews> views, Flow op, Flow out) {}

    SwitchedBlock(GraphOps g, Block block) {
        this.g = g;
        this.block = block;
    }

    /**
     * Lays the block out.
     *
     * @param choice index of the drawn operation
     * @param groups parameters of the candidates, in order; empty for an identity Skip
     */
    Flow flow(FeatureMap x, Operand<TInt32> choice, List<Optional<ParameterGroup>> groups) {
        GraphOperation way = branch(x, choice);
        for (Operation operation : Operation.values()) {
            // Control edges need an operation that is dead with its branch; a switch itself never is.
            FeatureMap in = x.with(g.tf().identity(way.<TFloat32>output(operation.index())));
            GraphOps alive = g.after(List.of(in.value()));
            Optional<ParameterViews> views =
                    groups.get(operation.index()).map(group -> new ParameterViews(alive, group, Pass.LEARNING));
            LayerGroup group = CovidNet3d.candidate(block, operation);
            Flow op = views.map(own -> LayerFlow.body(g, group, in, own)).orElseGet(() -> Flow.of(in));
            Flow out = views.map(own -> LayerFlow.joined(g, group, in, op, own)).orElse(op);
            branches.add(new Branch(alive, views, op, out));
        }
        FeatureMap shape = branches.get(0).out().out();
        Operand<TFloat32> ops =
                merge(branches.stream().map(b -> b.op().out().value()).toList(), shape);
        Operand<TFloat32> outs = block.hasShortcut()
                ? merge(branches.stream().map(b -> b.out().out().value()).toList(), shape)
                : ops;
        return new Flow(shape.with(outs), gradient -> {
            gate = g.tf().sum(g.tf().math.mul(gradient, ops), g.ints(0, 1, 2, 3));
            return merge(branches.stream().map(b -> backward(b, gradient)).toList(), x);
        });
    }

    private GraphOperation branch(FeatureMap x, Operand<TInt32> choice) {
        String name = "block" + block.index() + ".switch";
        GraphOperationBuilder builder = g.graph().opBuilder("_SwitchN", name, g.tf().scope());
        return builder.addInput(x.value().asOutput())
                .addInput(choice.asOutput())
                .setAttr("num_outs", (long) Operation.COUNT)
                .setAttr("T", DataType.DT_FLOAT)
                .build();
    }

    /** A layer's derivative takes what it saved, so it dies with its branch; an identity saves nothing. */
    private static Operand<TFloat32> backward(Branch branch, Operand<TFloat32> gradient) {
        return branch.views().isPresent()
                ? branch.out().backward().apply(gradient)
                : branch.alive().tf().identity(gradient);
    }

    private Operand<TFloat32> merge(List<Operand<TFloat32>> values, FeatureMap shape) {
        return g.reshape(g.tf().merge(values).output(), shape.shape());
    }

    /** {@code <dL/d out, op(x)>} of the drawn operation; known once the gradient went back. */
    Operand<TFloat32> gate() {
        if (gate == null) {
            throw new IllegalStateException("no gradient went back through block " + block.index());
        }
        return gate;
    }

    /** Half the squared norm of the drawn operation's gradients. */
    Operand<TFloat32> halfSquare() {
        return mergeNumbers(branches.stream()
                .map(b -> b.views()
                        .map(views -> WeightUpdate.halfSquare(g, views.gradient(g)))
                        .orElseGet(() -> b.alive().zero()))
                .toList());
    }

    /** A number that is there once the drawn operation's parameters are updated. */
    Operand<TFloat32> updated(WeightUpdate update, Rates rates, Operand<TFloat32> scale) {
        return mergeNumbers(branches.stream()
                .map(b -> {
                    List<Op> updates = b.views()
                            .map(views -> update.apply(g, views, rates, scale))
                            .orElse(List.of());
                    GraphOps done = updates.isEmpty() ? b.alive() : g.after(updates);
                    return done.zero();
                })
                .toList());
    }

    private Operand<TFloat32> mergeNumbers(List<Operand<TFloat32>> numbers) {
        return g.reshape(g.tf().merge(numbers).output());
    }

    /** Gradients of one candidate, for a run in which it is drawn. */
    Optional<Operand<TFloat32>> gradient(Operation operation) {
        return branches.get(operation.index()).views().map(views -> views.gradient(g));
    }
}
