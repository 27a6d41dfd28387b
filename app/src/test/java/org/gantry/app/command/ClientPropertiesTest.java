package org.gantry.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("client.properties"), text);
    }

    @Test
    void theCommandLineWinsOverTheFile() throws IOException {
        Path file = file("# who we are\nsecurity.protocol=SASL_SSL\nsasl.mechanism = PLAIN\nlinger.ms=1\n");
        assertThat(ClientProperties.of(file, Map.of("linger.ms", "5"), false))
                .containsOnly(
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.mechanism", "PLAIN"),
                        Map.entry("linger.ms", "5"));
        assertThat(ClientProperties.of(null, Map.of(), true)).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        assertThatThrownBy(() -> ClientProperties.of(folder.resolve("none"), Map.of(), false))
                .hasMessageContaining("none: no properties of Kafka clients can be read from it");
        Path damaged = file("a=\\u00zz");
        assertThatThrownBy(() -> ClientProperties.of(damaged, Map.of(), false))
                .hasMessageContaining("client.properties: no properties");
    }

    @Test
    void whatHasNoPlaceHereIsRefused() throws IOException {
        Path file = file("security.protocol=SSL");
        assertThatThrownBy(() -> ClientProperties.of(file, Map.of(), true))
                .hasMessageContaining("security.protocol is for a cluster")
                .hasMessageContaining("--bootstrap-servers");
        assertThatThrownBy(() -> ClientProperties.of(null, Map.of("bootstrap.servers", "h:1"), false))
                .hasMessageContaining("bootstrap.servers is given by --bootstrap-servers");
    }
}
