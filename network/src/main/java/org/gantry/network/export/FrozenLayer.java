package org.gantry.network.export;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.Layer;
import org.gantry.domain.network.Layer.BatchNorm;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.domain.network.Layer.Depthwise;
import org.gantry.network.Tensors;

/**
 * A layer with the numbers that it answers with. Batch normalisation after a convolution is part of that convolution;
 * elsewhere it is one multiplication and one addition a channel.
 *
 * @param name what it is called in the whole network
 * @param layer what it is
 * @param factors the kernel, channels-last, or a factor a channel; none where there is nothing to multiply
 * @param offsets added to each channel; none where there is nothing to add
 */
record FrozenLayer(String name, Layer layer, float[] factors, float[] offsets) {
    private static final float[] NONE = {};

    /** A group's layers in order, with its weights and running statistics. */
    static List<FrozenLayer> of(String group, List<Layer> layers, Tensors weights) {
        List<FrozenLayer> frozen = new ArrayList<>();
        for (Layer layer : layers) {
            FrozenLayer next = of(group, layer, weights);
            int last = frozen.size() - 1;
            if (layer instanceof BatchNorm && last >= 0 && frozen.get(last).isLinear()) {
                frozen.set(last, frozen.get(last).before(next));
            } else {
                frozen.add(next);
            }
        }
        return frozen;
    }

    private static FrozenLayer of(String group, Layer layer, Tensors weights) {
        if (layer instanceof Convolution c) {
            return convolution(group + "." + c.name(), layer, c.out(), weights);
        }
        if (layer instanceof Depthwise d) {
            return convolution(group + "." + d.name(), layer, d.channels(), weights);
        }
        if (layer instanceof BatchNorm norm) {
            return normalisation(group + "." + norm.name(), norm, weights);
        }
        return new FrozenLayer(group + "." + layer, layer, NONE, NONE);
    }

    private static FrozenLayer convolution(String name, Layer layer, int channels, Tensors weights) {
        return new FrozenLayer(name, layer, weights.get(name).values(), new float[channels]);
    }

    /** {@code gamma (x - mean) / sqrt(variance + epsilon) + beta} as {@code factor x + offset}. */
    private static FrozenLayer normalisation(String name, BatchNorm norm, Tensors weights) {
        float[] gamma = weights.get(name + ".gamma").values();
        float[] beta = weights.get(name + ".beta").values();
        float[] mean = weights.get(name + ".running_mean").values();
        float[] variance = weights.get(name + ".running_var").values();
        float[] factors = new float[norm.channels()];
        float[] offsets = new float[norm.channels()];
        for (int c = 0; c < factors.length; c++) {
            double factor = gamma[c] / Math.sqrt((double) variance[c] + norm.epsilon());
            factors[c] = (float) factor;
            offsets[c] = (float) (beta[c] - mean[c] * factor);
        }
        return new FrozenLayer(name, norm, factors, offsets);
    }

    private boolean isLinear() {
        return factors.length > 0;
    }

    /** This layer with a factor and an offset a channel after it; a kernel's last axis is the channel that it makes. */
    private FrozenLayer before(FrozenLayer norm) {
        int channels = norm.factors.length;
        float[] scaled = new float[factors.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = factors[i] * norm.factors[i % channels];
        }
        float[] moved = new float[channels];
        for (int c = 0; c < channels; c++) {
            moved[c] = offsets[c] * norm.factors[c] + norm.offsets[c];
        }
        return new FrozenLayer(name, layer, scaled, moved);
    }
}
