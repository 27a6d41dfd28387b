package org.gantry.dashboard.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Origin;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Taker;
import org.gantry.bus.Topics;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunEvent.Wished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MetersTest {
    /** Labels that grow with what is counted would fill Prometheus' memory. */
    private static final Set<String> LABELS = Set.of("topic", "group", "phase", "device", "version", "java", "le");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new MemoryBus(vertx);
    private final Meters meters = new Meters("1.2.3");

    @AfterEach
    void close() throws InterruptedException {
        meters.close();
        Await.result(bus.close().eventually(vertx::close));
    }

    private Exposition scrape() {
        return Exposition.read(meters.scrape());
    }

    private static Prediction prediction() {
        return new Prediction(
                "s1",
                "m",
                "digest",
                List.of("Normal", "NCP"),
                new float[] {0.25f, 0.75f},
                new Provenance("run", "set", "digest", 1, "", "test", Instant.EPOCH),
                new int[0],
                new float[0]);
    }

    @Test
    void stepsAreAHistogramInSecondsByPhase() {
        meters.expectSteps("MEASURE");
        meters.step("ALPHA", Duration.ofMillis(300));
        meters.step("ALPHA", Duration.ofMillis(30));
        Exposition said = scrape();
        assertThat(said.types()).containsEntry("gantry_step_duration_seconds", "histogram");
        assertThat(said.value("gantry_step_duration_seconds_bucket", "phase", "alpha", "le", "0.05"))
                .isEqualTo(1);
        assertThat(said.value("gantry_step_duration_seconds_bucket", "phase", "alpha", "le", "+Inf"))
                .isEqualTo(2);
        assertThat(said.value("gantry_step_duration_seconds_sum", "phase", "alpha"))
                .isEqualTo(0.33);
        assertThat(said.value("gantry_step_duration_seconds_count", "phase", "measure"))
                .isZero();
    }

    @Test
    void aPredictionsLatencyIsTheTimeSinceItsBeginning() throws InterruptedException {
        meters.observe(bus);
        Instant twoMinutesAgo = Instant.now().minus(Duration.ofMinutes(2));
        Await.result(bus.publish(
                Topics.PREDICTIONS, prediction(), new Origin(Optional.empty(), Optional.of(twoMinutesAgo))));
        Await.result(bus.publish(Topics.PREDICTIONS, prediction()));
        Exposition said = scrape();
        assertThat(said.types()).containsEntry("gantry_prediction_latency_seconds", "histogram");
        assertThat(said.value("gantry_prediction_latency_seconds_bucket", "le", "60.0"))
                .isZero();
        assertThat(said.value("gantry_prediction_latency_seconds_bucket", "le", "300.0"))
                .as("the one whose beginning is known")
                .isEqualTo(1);
        assertThat(said.value("gantry_bus_published_records_total", "topic", "predictions.v1"))
                .isEqualTo(2);
    }

    @Test
    void aGroupsLagAndDeadLettersAreByTopic() throws InterruptedException {
        meters.observe(bus);
        var taking = bus.take(Topics.RUNS, "refusers", 10, new Taker<RunEvent>() {
            @Override
            public Future<Outbox> take(List<Received<RunEvent>> records) {
                Outbox outbox = new Outbox();
                records.forEach(record -> outbox.reject(record, "no"));
                return Future.succeededFuture(outbox);
            }
        });
        Await.result(taking.caughtUp());
        assertThat(scrape().value("gantry_consumer_lag_records", "topic", "runs.v1", "group", "refusers"))
                .isZero();
        Await.result(bus.publish(Topics.RUNS, new Wished("r", Wish.STOP)));
        Await.result(taking.close());
        Exposition said = scrape();
        assertThat(said.value("gantry_bus_dead_letters_total", "topic", "runs.v1"))
                .isEqualTo(1);
        assertThat(said.value("gantry_bus_dead_letters_total", "topic", "slices.v1"))
                .isZero();
        assertThat(said.of("gantry_consumer_lag_records")).as("it has left").isEmpty();
    }

    @Test
    void memoryIsInBytesAndGpusAreThereWhereTheyAre() {
        assertThat(scrape().of("gantry_gpu_memory_bytes")).isEmpty();
        meters.observeGpus(() -> Map.of("gpu:0", 5L << 30));
        Exposition said = scrape();
        assertThat(said.value("gantry_gpu_memory_bytes", "device", "gpu:0")).isEqualTo(5L << 30);
        assertThat(said.value("gantry_resident_memory_bytes"))
                .isGreaterThan(said.value("gantry_native_memory_bytes"))
                .isBetween((double) (20 << 20), (double) (64L << 30));
        assertThat(said.of("jvm_memory_used_bytes")).isNotEmpty();
        assertThat(said.value("process_uptime_seconds")).isPositive();
        assertThat(said.value("gantry_build_info", "version", "1.2.3", "java", "" + Runtime.version()))
                .isEqualTo(1);
    }

    @Test
    void ourNamesHaveBaseUnitsAndOurLabelsAreFew() {
        meters.observe(bus);
        meters.step("ALPHA", Duration.ZERO);
        Exposition said = scrape();
        List<String> ours = said.types().keySet().stream()
                .filter(name -> name.startsWith("gantry_"))
                .toList();
        assertThat(ours)
                .isNotEmpty()
                .allMatch(name -> name.matches("gantry_[a-z_]+_(total|seconds|seconds_max|bytes|records|info)"));
        assertThat(said.samples().stream()
                        .filter(sample -> sample.name().startsWith("gantry_"))
                        .flatMap(sample -> sample.labels().keySet().stream())
                        .collect(Collectors.toSet()))
                .isSubsetOf(LABELS);
    }

    @Test
    void memoryBeyondTheJvmIsUnknownWhereTheSystemDoesNotTell(@TempDir Path folder) throws IOException {
        Path status = Files.writeString(folder.resolve("status"), "Name:\tjava\nVmRSS:\t  2048 kB\n");
        assertThat(new ProcessMemory(status).resident()).hasValue(2 << 20);
        assertThat(new ProcessMemory(status).beyondJvm()).hasValue(0);
        assertThat(new ProcessMemory(folder.resolve("none")).resident()).isEmpty();
    }
}
