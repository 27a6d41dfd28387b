package org.gantry.network.graph;

import java.util.List;
import org.gantry.domain.answer.CamMethod;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Maps of classes by features and by the gradient of each class's logit there.
 *
 * @param g graph
 * @param kind what is done with both
 * @param features they are
 */
record GradientMaps(GraphOps g, CamMethod.Kind kind, FeatureMap features) {
    private static final int CHANNELS = 3;

    /** All classes' maps, (depth, batch, height * width, class), of gradients shaped as the features. */
    Operand<TFloat32> of(List<Operand<TFloat32>> gradients) {
        return g.tf().stack(gradients.stream().map(this::of).toList(), Stack.axis((long) CHANNELS));
    }

    private Operand<TFloat32> of(Operand<TFloat32> gradient) {
        Operand<TFloat32> x = byVolume(features.value());
        return switch (kind) {
            case CAM -> throw new IllegalArgumentException("CAM needs no gradient");
            case GRAD_CAM ->
                positive(weighted(x, g.tf().math.mean(byVolume(gradient), g.ints(0, 2), Mean.keepDims(true))));
            case LAYER_CAM -> positive(weighted(x, positive(byVolume(gradient))));
        };
    }

    private Operand<TFloat32> weighted(Operand<TFloat32> x, Operand<TFloat32> weights) {
        return g.tf().sum(g.tf().math.mul(x, weights), g.ints(CHANNELS));
    }

    private Operand<TFloat32> positive(Operand<TFloat32> x) {
        return g.tf().nn.relu(x);
    }

    /** (depth, batch, height * width, channel). */
    private Operand<TFloat32> byVolume(Operand<TFloat32> x) {
        return g.reshape(x, features.shapeByVolume());
    }
}
