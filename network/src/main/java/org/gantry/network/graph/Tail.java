package org.gantry.network.graph;

import java.util.List;
import java.util.Optional;
import org.gantry.domain.network.Layer;
import org.gantry.domain.network.Layer.Activation;

/**
 * What follows a convolution and can be done with it.
 *
 * @param norm batch normalisation
 * @param activation what comes after it, if anything does
 */
record Tail(Layer.BatchNorm norm, Optional<Activation> activation) {
    /** What follows the first of some layers, if that is batch normalisation. */
    static Optional<Tail> ofFirst(List<Layer> layers) {
        if (layers.size() < 2 || !(layers.get(1) instanceof Layer.BatchNorm norm)) {
            return Optional.empty();
        }
        return Optional.of(of(norm, layers.subList(2, layers.size())));
    }

    /** Batch normalisation and the activation that begins the rest, if one does. */
    static Tail of(Layer.BatchNorm norm, List<Layer> rest) {
        return new Tail(
                norm, !rest.isEmpty() && rest.get(0) instanceof Activation last ? Optional.of(last) : Optional.empty());
    }

    /** How many layers it is. */
    int layers() {
        return activation.isPresent() ? 2 : 1;
    }
}
