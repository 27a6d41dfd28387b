package org.gantry.network.export;

import org.gantry.domain.network.Grid;
import org.gantry.network.ModelBundle;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A trained network as a TensorFlow graph of constants.
 *
 * @param volumes fed: (batch, depth, height, width, channel), the batch open
 * @param logits (batch, class)
 * @param probabilities (batch, class)
 * @param cam what each position adds to each logit: (batch, class, depth, height, width) (paper, Eq. 4)
 */
record ServingGraph(
        Operand<TFloat32> volumes, Operand<TFloat32> logits, Operand<TFloat32> probabilities, Operand<TFloat32> cam) {
    private static final long ANY = -1;

    /** Lays a network out on an empty graph. */
    static ServingGraph of(ModelBundle bundle, Ops tf) {
        Grid grid = bundle.input();
        int channels = bundle.architecture().inChannels();
        Shape shape = Shape.of(ANY, grid.depth(), grid.height(), grid.width(), channels);
        Operand<TFloat32> volumes = tf.withName("volumes").placeholder(TFloat32.class, Placeholder.shape(shape));
        Operand<TFloat32> features = new PortableNetwork<>(bundle, new TensorFlowOps(tf)).features(volumes);
        return head(bundle, tf, volumes, features);
    }

    private static ServingGraph head(
            ModelBundle bundle, Ops tf, Operand<TFloat32> volumes, Operand<TFloat32> features) {
        int width = bundle.architecture().headWidth();
        int classes = bundle.architecture().classes();
        Ops head = tf.withSubScope("head");
        float[] weights = bundle.weights().get("head.weight").values();
        Operand<TFloat32> weight = TensorFlowOps.constant(head, weights, width, classes);
        Operand<TFloat32> bias =
                TensorFlowOps.constant(head, bundle.weights().get("head.bias").values(), classes);
        Operand<TFloat32> pooled = head.math.mean(features, head.constant(new int[] {1, 2, 3}));
        Operand<TFloat32> logits = tf.withName("logits").nn.biasAdd(head.linalg.matMul(pooled, weight), bias);

        Shape cells = features.shape();
        int[] maps = {-1, (int) cells.get(1), (int) cells.get(2), (int) cells.get(3), classes};
        Operand<TFloat32> positions = head.reshape(features, head.constant(new int[] {-1, width}));
        Operand<TFloat32> shares = head.reshape(head.linalg.matMul(positions, weight), head.constant(maps));
        return new ServingGraph(
                volumes,
                logits,
                tf.withName("probabilities").nn.softmax(logits),
                tf.withName("cam").linalg.transpose(shares, head.constant(new int[] {0, 4, 1, 2, 3})));
    }
}
