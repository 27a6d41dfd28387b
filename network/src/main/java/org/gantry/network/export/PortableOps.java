package org.gantry.network.export;

import org.gantry.domain.network.Layer.Activation;
import org.gantry.domain.network.Layer.BatchNorm;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.domain.network.Layer.Depthwise;
import org.gantry.domain.network.Layer.Pooling;

/**
 * The vocabulary of our networks in the words of one format. A frozen layer says with what numbers.
 *
 * @param <T> a feature map in that format
 */
interface PortableOps<T> {
    /** Kernel (depth, height, width, in, out), padded by half of it on both sides. */
    T convolution(FrozenLayer frozen, Convolution layer, T x);

    /** Kernel (depth, height, width, channel), padded by half of it on both sides. */
    T depthwise(FrozenLayer frozen, Depthwise layer, T x);

    /** A factor and an offset a channel. */
    T normalisation(FrozenLayer frozen, T x);

    T activation(FrozenLayer frozen, Activation layer, T x);

    T pooling(FrozenLayer frozen, Pooling layer, T x);

    /** Both added. */
    T add(String name, T a, T b);

    /** The channels of both, one behind the other. */
    T concatenate(String name, T first, T second);

    /** Any layer. */
    default T apply(FrozenLayer frozen, T x) {
        if (frozen.layer() instanceof Convolution c) {
            return convolution(frozen, c, x);
        }
        if (frozen.layer() instanceof Depthwise d) {
            return depthwise(frozen, d, x);
        }
        if (frozen.layer() instanceof BatchNorm) {
            return normalisation(frozen, x);
        }
        return frozen.layer() instanceof Pooling p
                ? pooling(frozen, p, x)
                : activation(frozen, (Activation) frozen.layer(), x);
    }
}
