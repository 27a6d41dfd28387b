package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.gantry.domain.network.Operation;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A block as a mixed operation (paper, Eq. 1): out = sum_k p_k (op_k(x) + s_k x), s_k = 1 where an MBConv has the
 * identity shortcut, 0 for Skip. All candidates run.
 */
final class MixedBlock {
    private final GraphOps g;
    private final Block block;
    private final List<ParameterViews> views = new ArrayList<>();
    private final List<Operand<TFloat32>> gates = new ArrayList<>();

    MixedBlock(GraphOps g, Block block) {
        this.g = g;
        this.block = block;
    }

    /**
     * Lays the block out.
     *
     * @param p the weight of each candidate
     * @param groups parameters of the candidates, in order; empty for an identity Skip
     */
    Flow flow(FeatureMap x, List<? extends Operand<TFloat32>> p, List<Optional<ParameterGroup>> groups) {
        List<Flow> candidates = new ArrayList<>();
        List<Operand<TFloat32>> weighted = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            Flow candidate = groups.get(operation.index())
                    .map(group -> candidate(x, operation, group))
                    .orElseGet(() -> Flow.of(x));
            candidates.add(candidate);
            weighted.add(g.tf().math.mul(candidate.out().value(), p.get(operation.index())));
        }
        FeatureMap out = candidates.get(0).out().with(g.sum(weighted));
        return new Flow(out, gradient -> {
            List<Operand<TFloat32>> back = new ArrayList<>();
            for (int k = 0; k < candidates.size(); k++) {
                Flow candidate = candidates.get(k);
                gates.add(g.tf().sum(g.tf().math.mul(gradient, candidate.out().value()), g.ints(0, 1, 2, 3)));
                back.add(candidate.backward().apply(g.tf().math.mul(gradient, p.get(k))));
            }
            return g.sum(back);
        });
    }

    private Flow candidate(FeatureMap x, Operation operation, ParameterGroup group) {
        ParameterViews own = new ParameterViews(g, group, Pass.LEARNING);
        views.add(own);
        LayerGroup layers = CovidNet3d.candidate(block, operation);
        return LayerFlow.whole(g, layers, x, own);
    }

    /** dL/dp_k of each candidate; known once the gradient went back. */
    Stream<Operand<TFloat32>> gates() {
        return gates.stream();
    }

    /** Parameters of the candidates that have some, in order. */
    Stream<ParameterViews> views() {
        return views.stream();
    }
}
