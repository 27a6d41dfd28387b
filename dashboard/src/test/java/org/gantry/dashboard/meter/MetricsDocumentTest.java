package org.gantry.dashboard.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Outbox;
import org.gantry.bus.Topics;
import org.junit.jupiter.api.Test;

/** The page on metrics says what the registry has; with {@code -Ddocs.write=true} its table is written anew. */
class MetricsDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "metrics.md");
    private static final String ROW = "| `gantry_";
    private static final String HEAD = "| --- | --- | --- | --- |";

    private static List<String> table() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        Bus bus = new MemoryBus(vertx);
        try (Meters meters = new Meters("1.2.3")) {
            meters.observe(bus);
            meters.observeGpus(() -> Map.of("gpu:0", 0L));
            meters.step("ALPHA", Duration.ZERO);
            Await.result(bus.take(Topics.RUNS, "searchers", 1, records -> Future.succeededFuture(new Outbox()))
                    .caughtUp());
            return Exposition.read(meters.scrape()).table("gantry_");
        } finally {
            Await.result(bus.close().eventually(vertx::close));
        }
    }

    @Test
    void thePageSaysWhatTheRegistryHas() throws IOException, InterruptedException {
        List<String> table = table();
        List<String> page = Files.readAllLines(PAGE);
        List<String> right = new ArrayList<>();
        page.stream().filter(line -> !line.startsWith(ROW)).forEach(line -> {
            right.add(line);
            if (line.equals(HEAD)) {
                right.addAll(table);
            }
        });
        assertThat(right).hasSizeGreaterThan(table.size()).containsAll(table);
        if (Boolean.getBoolean("docs.write")) {
            Files.write(PAGE, right);
        } else {
            assertThat(page).isEqualTo(right);
        }
    }
}
