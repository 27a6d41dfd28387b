package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of a step that is cut into passes, summed group by group. The first pass overwrites what the step
 * before has left, so the sums need no start value and are no part of a training's state.
 */
final class GradientSums {
    private final GraphOps g;
    private final List<ParameterViews> groups;
    private final List<FlatVariable> sums = new ArrayList<>();

    GradientSums(GraphOps g, List<ParameterViews> groups) {
        this.g = g;
        this.groups = groups;
        for (ParameterViews p : groups) {
            ParameterLayout layout = p.group().layout();
            sums.add(new FlatVariable(g, layout.group() + ".sum", layout.weights(), ".sum"));
        }
    }

    /** What the first pass of a step does with its gradients, statistics included. */
    Op first() {
        return g.after(operations(true)).tf().noOp();
    }

    /** What a pass between the first and the last one does with its gradients, statistics included. */
    Op next() {
        return g.after(operations(false)).tf().noOp();
    }

    private List<Op> operations(boolean first) {
        List<Op> operations = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            ParameterViews p = groups.get(i);
            Operand<TFloat32> gradient = p.gradient(g);
            operations.add(first ? sums.get(i).set(g, gradient) : sums.get(i).add(g, gradient));
            WeightUpdate.statistics(g, p).ifPresent(operations::add);
        }
        return operations;
    }

    /** The gradient of the whole step, known in its last pass. */
    Operand<TFloat32> whole(int group) {
        return g.tf().math.add(sums.get(group).read(g), groups.get(group).gradient(g));
    }
}
