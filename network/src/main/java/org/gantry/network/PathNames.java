package org.gantry.network;

import java.util.List;
import java.util.stream.Stream;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.LayerGroup;

/** Names of the parameter groups that volumes go through, identity Skips included. */
final class PathNames {
    private PathNames() {}

    /** {@code stem}, one a block ({@code block3.op2}), {@code head}. */
    static List<String> of(Architecture architecture) {
        return Stream.concat(architecture.groups().stream().map(LayerGroup::name), Stream.of("head"))
                .toList();
    }
}
