package org.gantry.dashboard.meter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.gantry.bus.Bus;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Replies;
import org.jspecify.annotations.Nullable;

/**
 * What this process counts and measures, in base units and with few labels: no scan, run or partition is one. Others
 * tell it what they measure, from any thread.
 */
public final class Meters implements AutoCloseable {
    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final Duration[] STEPS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final MultiGauge gpus = MultiGauge.builder("gantry.gpu.memory")
            .baseUnit("bytes")
            .description("Memory of a GPU that is taken, by whatever process, as its driver says")
            .register(registry);
    private final Map<String, Timer> steps = new ConcurrentHashMap<>();
    private volatile Supplier<Map<String, Long>> gpuMemory = Map::of;
    private @Nullable BusMeters bus;

    /**
     * Of the JVM and the process.
     *
     * @param version Gantry's, as a label
     */
    public Meters(String version) {
        List<MeterBinder> binders = List.of(
                new JvmMemoryMetrics(),
                collections,
                new JvmThreadMetrics(),
                new ClassLoaderMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics());
        binders.forEach(binder -> binder.bindTo(registry));
        ProcessMemory memory = ProcessMemory.here();
        if (memory.resident().isPresent()) {
            bytes(
                    "gantry.resident.memory",
                    "Memory of the process that is resident",
                    () -> memory.resident().orElse(0));
            bytes(
                    "gantry.native.memory",
                    "Resident memory beyond the JVM's heap and non-heap pools, at least",
                    () -> memory.beyondJvm().orElse(0));
        }
        Gauge.builder("gantry.build.info", () -> 1)
                .tags("version", version, "java", Runtime.version().toString())
                .description("Always 1; its labels say what runs")
                .register(registry);
    }

    private void bytes(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).baseUnit("bytes").description(description).register(registry);
    }

    /** Room on the disk of a directory, as {@code disk_free_bytes} and {@code disk_total_bytes}. */
    public void observeDisk(Path directory) {
        new DiskSpaceMetrics(directory.toFile()).bindTo(registry);
    }

    /** Adds those of a bus, once. */
    public void observe(Bus observed) {
        bus = new BusMeters(registry, observed);
    }

    /** Adds a kind of step, so that it is there before one is taken. */
    public void expectSteps(String phase) {
        steps.put(phase, timer(phase));
    }

    /** A step was taken. */
    public void step(String phase, Duration took) {
        steps.computeIfAbsent(phase, this::timer).record(took);
    }

    private Timer timer(String phase) {
        return Timer.builder("gantry.step.duration")
                .tag("phase", phase.toLowerCase(Locale.ROOT))
                .description("Time that a training's step took on its device")
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }

    /** Adds the memory of GPUs: device to bytes taken; asked at each scrape, so it must not block. */
    public void observeGpus(Supplier<Map<String, Long>> devices) {
        gpuMemory = devices;
    }

    /** The route. */
    public Endpoint endpoint() {
        return Endpoint.get("/metrics", "metrics", "What this process counts and measures, for Prometheus")
                .answering(Content.text(MEDIA_TYPE))
                .by(this::answer);
    }

    /** Everything as it is now, in Prometheus' text format. */
    public synchronized String scrape() {
        if (bus != null) {
            bus.refresh();
        }
        gpus.register(
                gpuMemory.get().entrySet().stream()
                        .map(gpu -> Row.of(Tags.of("device", gpu.getKey()), gpu, Map.Entry::getValue))
                        .toList(),
                true);
        return registry.scrape(MEDIA_TYPE);
    }

    private void answer(RoutingContext ctx) {
        Replies.end(ctx.request(), MEDIA_TYPE, Buffer.buffer(scrape()));
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
