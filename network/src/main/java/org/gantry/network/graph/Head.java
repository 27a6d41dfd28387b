package org.gantry.network.graph;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.SoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.TFloat32;

/** Global average pooling, dropout, the linear layer, and in training the loss. */
public final class Head {
    private final GraphOps g;
    private final ParameterViews p;
    private final FeatureMap in;
    private final int classes;
    private final Operand<TFloat32> weight;
    private final Operand<TFloat32> pooled;

    Head(GraphOps g, ParameterViews p, FeatureMap in, int classes) {
        this.g = g;
        this.p = p;
        this.in = in;
        this.classes = classes;
        this.weight = p.get("weight", in.channels(), classes);
        this.pooled = g.tf().math.mean(g.reshape(in.value(), in.shapeByVolume()), g.ints(0, 2));
    }

    private Operand<TFloat32> linear(Operand<TFloat32> features) {
        return g.tf().math.add(g.tf().linalg.matMul(features, weight), p.get("bias"));
    }

    /** (batch, class), nothing dropped. */
    Operand<TFloat32> logits() {
        return linear(pooled);
    }

    /** What each position adds to each logit: (depth, batch, height * width, class) (paper, Eq. 4). */
    Operand<TFloat32> cams() {
        Operand<TFloat32> flat = g.reshape(in.value(), in.positions(), in.channels());
        return g.tf().linalg.matMul(flat, weight);
    }

    /**
     * The training end of a network.
     *
     * @param keep fed: (batch, channel), 0 for a dropped feature, 1 / (1 - dropout) for a kept one
     * @param truth fed: (batch, class), each row a distribution
     * @param share fed: (batch), what each volume counts of the loss
     * @param logits (batch, class)
     * @param loss the shares' sum of cross-entropies
     * @param gradient dL/d in
     */
    public record Loss(
            Operand<TFloat32> keep,
            Operand<TFloat32> truth,
            Operand<TFloat32> share,
            Operand<TFloat32> logits,
            Operand<TFloat32> loss,
            Operand<TFloat32> gradient) {}

    Loss loss() {
        var tf = g.tf();
        int n = in.batch();
        Operand<TFloat32> keep = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(n, in.channels())));
        Operand<TFloat32> truth = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(n, classes)));
        Operand<TFloat32> share = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(n)));
        Operand<TFloat32> kept = tf.math.mul(pooled, keep);
        Operand<TFloat32> logits = linear(kept);
        SoftmaxCrossEntropyWithLogits<TFloat32> entropy = tf.nn.softmaxCrossEntropyWithLogits(logits, truth);
        Operand<TFloat32> dLogits = tf.math.mul(entropy.backprop(), g.reshape(share, n, 1));
        p.put("weight", tf.linalg.matMul(kept, dLogits, MatMul.transposeA(true)));
        p.put("bias", tf.sum(dLogits, g.ints(0)));
        Operand<TFloat32> dKept = tf.linalg.matMul(dLogits, weight, MatMul.transposeB(true));
        Operand<TFloat32> loss = tf.sum(tf.math.mul(entropy.loss(), share), g.ints(0));
        return new Loss(
                keep,
                truth,
                share,
                logits,
                loss,
                unpooled(g.reshape(tf.math.mul(dKept, keep), 1, n, 1, in.channels())));
    }

    /** dlogit / d in of a class, the same for every volume. */
    Operand<TFloat32> gradient(int label) {
        return unpooled(g.reshape(
                g.slice(weight, new int[] {0, label}, new int[] {in.channels(), 1}), 1, 1, 1, in.channels()));
    }

    /** Back through the global average pooling: from (1, batch or 1, 1, channel) to the shape of the features. */
    private Operand<TFloat32> unpooled(Operand<TFloat32> gradient) {
        Operand<TFloat32> share =
                g.tf().math.mul(gradient, g.number(1f / in.grid().positions()));
        return g.reshape(g.tf().broadcastTo(share, g.ints(in.shapeByVolume())), in.shape());
    }
}
