package org.gantry.network.export;

import java.util.List;
import org.gantry.domain.network.Layer;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.LayerGroup.Join;
import org.gantry.network.ModelBundle;

/**
 * A trained network up to its head, laid out in a format's operations.
 *
 * @param bundle the network and its weights
 * @param ops the format's operations
 * @param <T> a feature map in that format
 */
record PortableNetwork<T>(ModelBundle bundle, PortableOps<T> ops) {
    /** From preprocessed volumes to what enters the global average pooling. */
    T features(T volumes) {
        T x = volumes;
        for (LayerGroup group : bundle.architecture().groups()) {
            x = group(group, x);
        }
        return x;
    }

    private T group(LayerGroup group, T x) {
        T body = through(group, group.body(), x);
        if (group.join() == Join.NONE) {
            return body;
        }
        T shortcut = through(group, group.shortcut(), x);
        T joined = group.join() == Join.ADD
                ? ops.add(group.name() + ".add", body, shortcut)
                : ops.concatenate(group.name() + ".concatenate", shortcut, body);
        return through(group, group.after(), joined);
    }

    private T through(LayerGroup group, List<Layer> layers, T x) {
        T y = x;
        for (FrozenLayer layer : FrozenLayer.of(group.name(), layers, bundle.weights())) {
            y = ops.apply(layer, y);
        }
        return y;
    }
}
