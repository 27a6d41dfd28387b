package org.gantry.network.graph;

import java.util.List;
import java.util.Optional;
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
        List<Layer> rest = layers;
        while (!rest.isEmpty()) {
            Step step = next(rest, on.out());
            on = on.then(step.flow());
            rest = rest.subList(step.layers(), rest.size());
        }
        return on;
    }

    /** The next so many layers in one. */
    private record Step(int layers, Function<FeatureMap, Flow> flow) {}

    private Step next(List<Layer> layers, FeatureMap in) {
        if (layers.get(0) instanceof Layer.BatchNorm norm) {
            Tail tail = Tail.of(norm, layers.subList(1, layers.size()));
            return new Step(tail.layers(), BatchNorm.layer(g, p, tail));
        }
        Step single = new Step(1, of(layers.get(0)));
        // A GPU lacks the fused kernels, and they have no way back.
        return g.onGpu() || p.pass() == Pass.EXPLAINING
                ? single
                : Tail.ofFirst(layers).flatMap(tail -> fused(layers, tail, in)).orElse(single);
    }

    private Optional<Step> fused(List<Layer> layers, Tail tail, FeatureMap in) {
        if (layers.get(0) instanceof Depthwise d && p.pass() == Pass.ANSWERING) {
            return Optional.of(new Step(1 + tail.layers(), Folded.depthwise(g, p, d, tail)));
        }
        if (!(layers.get(0) instanceof Convolution c) || !c.kernel().equals(Kernel.ONE)) {
            return Optional.empty();
        }
        if (p.pass() == Pass.LEARNING) {
            return g.exact() && tail.activation().isPresent() && c.stride().equals(Stride.ONE) && Expansion.pays(in)
                    ? Optional.of(expanding(c, tail, layers))
                    : Optional.empty();
        }
        List<Layer> rest = layers.subList(1 + tail.layers(), layers.size());
        return inverted(c, tail, rest).or(() -> Optional.of(new Step(1 + tail.layers(), folded(c, tail))));
    }

    private Step expanding(Convolution c, Tail tail, List<Layer> layers) {
        List<Layer> rest = layers.subList(1 + tail.layers(), layers.size());
        return !rest.isEmpty()
                        && rest.get(0) instanceof Depthwise d
                        && d.stride().depth() > 1
                ? new Step(1 + tail.layers() + 1, Expansion.inverted(g, p, c, tail, d))
                : new Step(1 + tail.layers(), Expansion.layer(g, p, c, tail));
    }

    private Function<FeatureMap, Flow> folded(Convolution c, Tail tail) {
        return x -> Flow.of(x).then(Subsample.layer(g, c.stride())).then(Folded.pointwise(g, p, c, tail));
    }

    private Optional<Step> inverted(Convolution c, Tail tail, List<Layer> rest) {
        if (rest.isEmpty()
                || !(rest.get(0) instanceof Depthwise d)
                || d.stride().depth() == 1
                || !c.stride().equals(Stride.ONE)) {
            return Optional.empty();
        }
        return Tail.ofFirst(rest)
                .map(second -> new Step(
                        2 + tail.layers() + second.layers(),
                        Folded.inverted(g, p, new Folded.Expanding(c, tail), d, second)));
    }

    private Function<FeatureMap, Flow> of(Layer layer) {
        if (layer instanceof Convolution c) {
            return convolution(c);
        }
        if (layer instanceof Depthwise d) {
            return org.gantry.network.graph.Depthwise.layer(
                    g, p, d.name(), d.kernel().depth(), d.stride());
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
