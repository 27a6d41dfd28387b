package org.gantry.network.graph;

import java.util.function.Function;
import org.gantry.domain.CanIgnoreReturnValue;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a layer makes of its input, and how a gradient goes back through it: reverse-mode differentiation with one
 * hand-written derivative a layer (RATIONALE.md, "No gradient adapters").
 *
 * @param out features after the layer
 * @param backward the way back
 */
record Flow(FeatureMap out, Backward backward) {
    /** From dL/d out to dL/d in; gradients of parameters go to their {@link ParameterViews}. */
    @FunctionalInterface
    interface Backward {
        /** Lays out the way back; before the first layer nobody wants what comes out. */
        @CanIgnoreReturnValue
        Operand<TFloat32> apply(Operand<TFloat32> gradient);
    }

    /** Nothing done yet. */
    static Flow of(FeatureMap in) {
        return new Flow(in, gradient -> gradient);
    }

    /** This, and then a layer. */
    Flow then(Function<FeatureMap, Flow> layer) {
        Flow next = layer.apply(out);
        return new Flow(next.out, gradient -> backward.apply(next.backward.apply(gradient)));
    }
}
