package org.gantry.network.graph;

import java.util.List;
import java.util.function.Function;
import org.gantry.domain.network.Kernel;
import org.gantry.domain.network.Layer;
import org.gantry.domain.network.Layer.Activation;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.domain.network.Layer.Depthwise;
import org.gantry.domain.network.Layer.Pooling;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.LayerGroup.Join;
import org.gantry.domain.network.Stride;

/** From a network's vocabulary to its graph: each layer as a flow, and a group as the flows of its layers. */
final class LayerFlow {
    private final GraphOps g;
    private final ParameterViews p;

    private LayerFlow(GraphOps g, ParameterViews p) {
        this.g = g;
        this.p = p;
    }

    /** A group's body alone, without the shortcut. */
    static Flow body(GraphOps g, LayerGroup group, FeatureMap x, ParameterViews p) {
        return new LayerFlow(g, p).through(Flow.of(x), group.body());
    }

    /** A whole group: what its body gives, joined with the shortcut, and what comes after. */
    static Flow whole(GraphOps g, LayerGroup group, FeatureMap x, ParameterViews p) {
        return joined(g, group, x, body(g, group, x, p), p);
    }

    /** A body's output joined with the shortcut, and what comes after. */
    static Flow joined(GraphOps g, LayerGroup group, FeatureMap x, Flow body, ParameterViews p) {
        if (group.join() == Join.NONE) {
            return body;
        }
        LayerFlow layers = new LayerFlow(g, p);
        Flow shortcut = layers.through(Flow.of(x), group.shortcut());
        Flow joined = group.join() == Join.ADD ? Joins.add(g, body, shortcut) : Joins.concatenate(g, shortcut, body);
        return layers.through(joined, group.after());
    }

    private Flow through(Flow flow, List<Layer> layers) {
        Flow on = flow;
        int next = 0;
        while (next < layers.size()) {
            List<Layer> rest = layers.subList(next, layers.size());
            if (expands(rest, on.out())) {
                on = on.then(Expansion.layer(
                        g, p, (Convolution) rest.get(0), (Layer.BatchNorm) rest.get(1), (Activation) rest.get(2)));
                next += 3;
            } else {
                on = on.then(of(rest.get(0)));
                next++;
            }
        }
        return on;
    }

    /** Whether layers begin with what {@link Expansion} does in one. */
    private boolean expands(List<Layer> layers, FeatureMap in) {
        return p.training()
                && layers.size() >= 3
                && layers.get(0) instanceof Convolution c
                && c.kernel().equals(Kernel.ONE)
                && c.stride().equals(Stride.ONE)
                && layers.get(1) instanceof Layer.BatchNorm
                && layers.get(2) instanceof Activation
                && Expansion.pays(g, in);
    }

    private Function<FeatureMap, Flow> of(Layer layer) {
        if (layer instanceof Convolution c) {
            return convolution(c);
        }
        if (layer instanceof Depthwise d) {
            return org.gantry.network.graph.Depthwise.layer(
                    g, p, d.name(), d.kernel().depth(), d.stride());
        }
        if (layer instanceof Layer.BatchNorm norm) {
            return BatchNorm.layer(g, p, norm.name(), norm.epsilon());
        }
        if (layer instanceof Pooling pooling) {
            return Pool.layer(g, pooling);
        }
        return Layers.activation(g, (Activation) layer);
    }

    private Function<FeatureMap, Flow> convolution(Convolution c) {
        return c.kernel().equals(Kernel.ONE)
                ? x -> Flow.of(x).then(Subsample.layer(g, c.stride())).then(Layers.pointwise(g, p, c.name(), c.out()))
                : Conv3d.layer(g, p, c);
    }
}
