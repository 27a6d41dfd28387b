package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BusConfigTest {
    private static final BusConfig DEFAULTS = BusConfig.of("localhost:9092");

    @Test
    void theDefaultsAreThoseOfTheArchitecture() {
        assertThat(DEFAULTS)
                .isEqualTo(new BusConfig("localhost:9092", "gantry.", 786_432, Duration.ofSeconds(10), Map.of()));
        assertThat(DEFAULTS.topic("slices.v1")).isEqualTo("gantry.slices.v1");
        assertThat(DEFAULTS.deadLetterTopic("slices.v1")).isEqualTo("gantry.slices.v1.dlt");
    }

    @Test
    void whatCannotWorkIsRefusedWithItsReason() {
        assertThatThrownBy(() -> BusConfig.of(" ")).hasMessageContaining("bootstrap servers are missing");
        assertThatThrownBy(() -> DEFAULTS.withPrefix("a b")).hasMessageContaining("topic prefix 'a b'");
        assertThatThrownBy(() -> DEFAULTS.withChunkBytes(1 << 20)).hasMessageContaining("chunk size 1048576");
        assertThatThrownBy(() -> DEFAULTS.withClients(Map.of("max.request.size", "1 MiB")))
                .hasMessageContaining("max.request.size=1 MiB is no number of bytes above 65536");
        assertThatThrownBy(() -> DEFAULTS.withCloseGrace(Duration.ofSeconds(-1)))
                .hasMessageContaining("negative");
    }

    @Test
    void chunksFitIntoTheLargestRequestOfTheClients() {
        assertThat(DEFAULTS.withClients(Map.of("max.request.size", "100000")).chunkBytes())
                .isEqualTo(100_000 - 65_536);
        assertThat(DEFAULTS.withClients(Map.of("max.request.size", "99000000")).chunkBytes())
                .isEqualTo(786_432);
    }
}
