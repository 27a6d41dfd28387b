package org.gantry.app.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.app.Version;
import org.gantry.bus.trace.Tracer;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where spans go: to a collector by OTLP over HTTP, or nowhere. What is not said here OpenTelemetry's own variables say
 * (OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER, OTEL_EXPORTER_OTLP_HEADERS, ...).
 */
public final class Tracing implements AutoCloseable {
    /** The variable that names a collector. */
    public static final String ENDPOINT = "GANTRY_OTLP_ENDPOINT";

    private static final Tracing OFF = new Tracing(Tracer.PASSING, () -> {});

    /** OpenTelemetry's own variables, each of which asks for an export. */
    private static final List<String> ASKING =
            List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_TRACES_EXPORTER");

    private final Tracer tracer;
    private final Runnable flush;

    private Tracing(Tracer tracer, Runnable flush) {
        this.tracer = tracer;
        this.flush = flush;
    }

    /** Nowhere; a trace that comes goes on all the same. */
    public static Tracing off() {
        return OFF;
    }

    /**
     * To the collector that is named, or that OpenTelemetry's variables name; nowhere without either.
     *
     * @param endpoint its URL, as {@code http://127.0.0.1:4318}
     * @param environment variables of the process
     * @throws IllegalArgumentException if the endpoint is no such URL, or the variables contradict each other
     */
    public static Tracing to(Optional<String> endpoint, Map<String, String> environment) {
        endpoint.ifPresent(Tracing::requireUrl);
        return endpoint.isPresent() || ASKING.stream().anyMatch(environment::containsKey) ? exporting(endpoint) : OFF;
    }

    private static void requireUrl(String endpoint) {
        URI uri;
        try {
            uri = URI.create(endpoint);
        } catch (IllegalArgumentException e) {
            throw refusal(endpoint, e);
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw refusal(endpoint, null);
        }
    }

    private static IllegalArgumentException refusal(String endpoint, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "--otlp-endpoint (or " + ENDPOINT + ") '" + endpoint
                        + "' is no URL of a collector; write one such as http://127.0.0.1:4318",
                cause);
    }

    private static Tracing exporting(Optional<String> endpoint) {
        SLF4JBridgeHandler.removeHandlersForRootLogger(); // OpenTelemetry logs by the JDK's loggers
        SLF4JBridgeHandler.install();
        Map<String, String> wanted = new HashMap<>();
        endpoint.ifPresent(url -> {
            wanted.put("otel.exporter.otlp.endpoint", url);
            wanted.put("otel.traces.exporter", "otlp");
        });
        try {
            OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> Map.of(
                            "otel.service.name", "gantry",
                            "otel.exporter.otlp.protocol", "http/protobuf",
                            "otel.metrics.exporter", "none",
                            "otel.logs.exporter", "none"))
                    .addPropertiesCustomizer(properties -> wanted)
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
            return new Tracing(new OpenTelemetryTracer(sdk.getTracer("org.gantry", Version.gantry())), sdk::close);
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(
                    "traces cannot be exported: " + e.getMessage() + "; look at the OTEL_ variables", e);
        }
    }

    /** Begins the spans. */
    public Tracer tracer() {
        return tracer;
    }

    /** Sends what has not been sent yet, at most some seconds long. */
    @Override
    public void close() {
        flush.run();
    }
}
