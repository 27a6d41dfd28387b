package org.gantry.app.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.gantry.bus.trace.Trace;
import org.gantry.bus.trace.Tracer;
import org.gantry.bus.trace.Tracer.Act;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
    @Test
    void nothingIsExportedUnlessACollectorIsNamed() {
        assertThat(Tracing.to(Optional.empty(), Map.of("OTEL_SERVICE_NAME", "lungs"))
                        .tracer())
                .isSameAs(Tracer.PASSING);
        assertThat(Tracing.off().tracer()).isSameAs(Tracer.PASSING);
    }

    @Test
    void openTelemetrysOwnVariablesAskForAnExportToo() {
        try (Tracing tracing =
                Tracing.to(Optional.empty(), Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"))) {
            assertThat(tracing.tracer()).isInstanceOf(OpenTelemetryTracer.class);
        }
    }

    @Test
    void anExportedSpanGoesOnWithItsParentsTraceAndState() {
        try (Tracing tracing = Tracing.to(Optional.of("http://127.0.0.1:1"), Map.of())) {
            Trace parent = new Trace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "01", "vendor=1");
            Trace child = tracing.tracer()
                    .begin(Act.HANDLE, "slices.v1", "s1", Optional.of(parent))
                    .trace();
            assertThat(child.traceId()).isEqualTo(parent.traceId());
            assertThat(child.spanId()).isNotEqualTo(parent.spanId());
            assertThat(child.flags()).isEqualTo("01");
            assertThat(child.state()).isEqualTo("vendor=1");
            assertThat(tracing.tracer()
                            .begin(Act.INGEST, "slices.v1", "s1", Optional.empty())
                            .trace()
                            .traceId())
                    .isNotEqualTo(parent.traceId());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "ftp://collector", "http//collector", "http://a b"})
    void whatIsNoUrlIsRefusedWithTheRemedy(String endpoint) {
        assertThatThrownBy(() -> Tracing.to(Optional.of(endpoint), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--otlp-endpoint (or GANTRY_OTLP_ENDPOINT) '" + endpoint
                        + "' is no URL of a collector; write one such as http://127.0.0.1:4318");
    }
}
