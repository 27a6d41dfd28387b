package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.network.graph.ParameterLayout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description's closed form and the network's own layouts both count what PyTorch counts. */
class ParameterCountGoldenTest {
    private static final String FIXTURES = "param_counts.json";

    @BeforeAll
    static void fixturesAreThere() {
        Golden.assumeThere(FIXTURES);
    }

    static Stream<Golden> cases() {
        return Golden.cases(FIXTURES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void parametersAndSizeAreTheReferences(Golden golden) {
        long expected = golden.node().get("params").asLong();
        NetworkDescription description = NetworkDescription.of(golden.architecture(), new Grid(16, 64, 64));
        assertThat(description.parameters()).isEqualTo(expected);
        assertThat(description.mib()).isCloseTo(golden.node().get("mib").asDouble(), within(1e-6));
        assertThat(layouts(golden)).isEqualTo(expected);
    }

    private static long layouts(Golden golden) {
        Architecture network = golden.architecture();
        long count =
                ParameterLayout.head(network.headWidth(), network.classes()).weightCount();
        for (LayerGroup group : network.groups()) {
            count += ParameterLayout.of(group).weightCount();
        }
        return count;
    }
}
