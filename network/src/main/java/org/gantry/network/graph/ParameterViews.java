package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gantry.network.graph.ParameterLayout.Entry;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A group's parameters within one pass: layers take their part by name, and leave its gradient or the batch's statistic
 * by the same name.
 */
final class ParameterViews {
    private final GraphOps scope;
    private final ParameterGroup group;
    private final Pass pass;
    private final Operand<TFloat32> weights;
    private final Map<String, Operand<TFloat32>> results = new HashMap<>();
    private @Nullable Operand<TFloat32> running;
    private @Nullable Operand<TFloat32> gradient;
    private @Nullable Operand<TFloat32> batchStatistics;

    /** Reads through a scope, so that a branch that is not drawn reads nothing. */
    ParameterViews(GraphOps scope, ParameterGroup group, Pass pass) {
        this.scope = scope;
        this.group = group;
        this.pass = pass;
        this.weights = group.weights().read(scope);
    }

    /** What the parameters are read for. */
    Pass pass() {
        return pass;
    }

    ParameterGroup group() {
        return group;
    }

    /** A parameter or statistic by its name within the group; flat, or in the shape that a layer wants. */
    Operand<TFloat32> get(String name, int... shape) {
        Entry weight = group.layout().weights().get(full(name));
        if (weight != null) {
            return cut(weights, weight, shape);
        }
        Entry statistic = group.layout().statistics().get(full(name));
        if (statistic == null) {
            throw new IllegalStateException(group.layout().group() + " has no parameter " + name);
        }
        return cut(running(), statistic, shape);
    }

    /** All running statistics, flat; read only where they are used. */
    Operand<TFloat32> running() {
        if (running == null) {
            running = group.statistics().orElseThrow().read(scope);
        }
        return running;
    }

    private String full(String name) {
        return group.layout().group() + "." + name;
    }

    private Operand<TFloat32> cut(Operand<TFloat32> vector, Entry entry, int[] shape) {
        Operand<TFloat32> part = scope.slice(vector, new int[] {entry.offset()}, new int[] {entry.size()});
        return shape.length == 0 ? part : scope.reshape(part, shape);
    }

    /** Leaves a gradient, or a batch statistic by its running name; only who learns wants them. */
    void put(String name, Operand<TFloat32> result) {
        if (pass == Pass.LEARNING && results.put(full(name), result) != null) {
            throw new IllegalStateException("a second result for " + full(name));
        }
    }

    /** All weights, flat. */
    Operand<TFloat32> weights() {
        return weights;
    }

    /** Gradients of all weights, flat; complete once the gradient went back through every layer. */
    Operand<TFloat32> gradient(GraphOps g) {
        if (gradient == null) {
            gradient = joined(g, group.layout().weights());
        }
        return gradient;
    }

    /** The batch's own statistics, flat. */
    Operand<TFloat32> batchStatistics(GraphOps g) {
        if (batchStatistics == null) {
            batchStatistics = joined(g, group.layout().statistics());
        }
        return batchStatistics;
    }

    private Operand<TFloat32> joined(GraphOps g, Map<String, Entry> entries) {
        List<Operand<TFloat32>> parts = new ArrayList<>();
        entries.forEach((name, entry) -> {
            Operand<TFloat32> result = results.get(name);
            if (result == null) {
                throw new IllegalStateException("no layer left a result for " + name);
            }
            parts.add(entry.shape().length == 1 ? result : g.reshape(result, entry.size()));
        });
        return g.concat(0, parts);
    }
}
