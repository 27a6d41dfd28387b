package org.gantry.bus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real broker. */
class KafkaBusTest extends BusContract {
    @TempDir
    static Path dir;

    private static EmbeddedBroker broker;
    private final String prefix = UUID.randomUUID() + ".";

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(dir);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    Bus openBus() {
        return KafkaBus.connect(
                VERTX,
                BusConfig.of(broker.bootstrapServers()).withPrefix(prefix).withCloseGrace(Duration.ofSeconds(1)));
    }
}
