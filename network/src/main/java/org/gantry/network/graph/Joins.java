package org.gantry.network.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Where a shortcut meets what went around it. */
final class Joins {
    private static final int CHANNELS = 3;

    private Joins() {}

    /** Both added. */
    static Flow add(GraphOps g, Flow body, Flow shortcut) {
        FeatureMap out = body.out()
                .with(g.tf().math.add(body.out().value(), shortcut.out().value()));
        return new Flow(
                out,
                gradient -> g.tf().math
                        .add(
                                body.backward().apply(gradient),
                                shortcut.backward().apply(gradient)));
    }

    /** The shortcut's channels, then the body's. */
    static Flow concatenate(GraphOps g, Flow shortcut, Flow body) {
        FeatureMap first = shortcut.out();
        FeatureMap second = body.out();
        Operand<TFloat32> both = g.concat(CHANNELS, List.of(first.value(), second.value()));
        return new Flow(first.with(both, first.channels() + second.channels()), gradient -> {
            Operand<TFloat32> toShortcut = g.slice(gradient, new int[] {0, 0, 0, 0}, first.shape());
            Operand<TFloat32> toBody = g.slice(gradient, new int[] {0, 0, 0, first.channels()}, second.shape());
            return g.tf().math
                    .add(body.backward().apply(toBody), shortcut.backward().apply(toShortcut));
        });
    }
}
