package org.gantry.bus.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void aHeaderIsReadAndWrittenAsItWas() {
        String header = "00-" + TRACE + "-" + SPAN + "-01";
        Trace trace = Trace.parse(header, "vendor=1").orElseThrow();
        assertThat(trace).isEqualTo(new Trace(TRACE, SPAN, "01", "vendor=1"));
        assertThat(trace.traceparent()).isEqualTo(header);
    }

    @Test
    void aLaterVersionMaySayMore() {
        assertThat(Trace.parse("01-" + TRACE + "-" + SPAN + "-00-more", "")).contains(new Trace(TRACE, SPAN, "00", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-trace-span-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            })
    void whatIsMalformedIsNoTrace(String header) {
        assertThat(Trace.parse(header, "")).isEmpty();
    }

    @Test
    void theNextPlaceIsAnotherSpanOfTheSameTrace() {
        Trace trace = Trace.begin();
        Trace next = trace.next();
        assertThat(next.traceId()).isEqualTo(trace.traceId());
        assertThat(next.spanId()).isNotEqualTo(trace.spanId());
        assertThat(next.flags()).isEqualTo("01");
        assertThat(Trace.begin().traceId()).isNotEqualTo(trace.traceId());
    }

    @Test
    void aPlaceWithWrongDigitsIsRefused() {
        assertThatThrownBy(() -> new Trace(TRACE, "b7", "01", ""))
                .hasMessage("a trace has 16 lower-case hexadecimal digits where 'b7' stands");
    }
}
