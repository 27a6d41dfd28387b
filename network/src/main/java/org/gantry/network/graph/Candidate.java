package org.gantry.network.graph;

import java.util.Optional;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.gantry.domain.network.Operation;
import org.gantry.domain.network.Stride;

/** A block's candidate operations as layers (paper, "Search Space", Figure 1 right). */
final class Candidate {
    private Candidate() {}

    /**
     * op(x), without the shortcut.
     *
     * @param p its parameters; empty for the identity Skip, which has none
     */
    static Flow operation(GraphOps g, Block block, Operation operation, FeatureMap x, Optional<ParameterViews> p) {
        if (p.isEmpty()) {
            return Flow.of(x);
        }
        return operation == Operation.SKIP ? skip(g, block, x, p.get()) : mbConv(g, block, operation, x, p.get());
    }

    private static Flow mbConv(GraphOps g, Block block, Operation operation, FeatureMap x, ParameterViews p) {
        return Flow.of(x)
                .then(Layers.pointwise(g, p, "expand.conv", operation.expansion() * block.inWidth()))
                .then(BatchNorm.layer(g, p, "expand.bn"))
                .then(Layers.relu6(g))
                .then(Depthwise.layer(g, p, "dw.conv", operation.kernel(), block.stride()))
                .then(BatchNorm.layer(g, p, "dw.bn"))
                .then(Layers.relu6(g))
                .then(Layers.pointwise(g, p, "project.conv", block.outWidth()))
                .then(BatchNorm.layer(g, p, "project.bn"));
    }

    private static Flow skip(GraphOps g, Block block, FeatureMap x, ParameterViews p) {
        Stride stride = block.stride();
        return Flow.of(x)
                .then(Subsample.layer(g, stride))
                .then(Layers.pointwise(g, p, "skip.conv", block.outWidth()))
                .then(BatchNorm.layer(g, p, "skip.bn"));
    }

    /** The operation with the identity shortcut where the block has one and the operation is no Skip itself. */
    static Flow withShortcut(GraphOps g, Block block, Operation operation, FeatureMap x, Flow op) {
        if (!block.hasShortcut() || operation == Operation.SKIP) {
            return op;
        }
        return new Flow(
                op.out().with(g.tf().math.add(op.out().value(), x.value())),
                gradient -> g.tf().math.add(op.backward().apply(gradient), gradient));
    }
}
