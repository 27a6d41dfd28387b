package org.gantry.bus.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace, as W3C's Trace Context says it (www.w3.org/TR/trace-context).
 *
 * @param traceId of the whole trace, 32 lower-case hexadecimal digits
 * @param spanId of the span that stands here, 16 of them
 * @param flags two of them; the lowest bit says that somebody records the trace
 * @param state what other systems pass along, empty where they do not
 */
public record Trace(String traceId, String spanId, String flags, String state) {
    private static final Pattern HEADER =
            Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+");
    private static final Pattern NOTHING = Pattern.compile("0+");
    private static final HexFormat HEX = HexFormat.of();
    private static final String VERSION = "00";
    private static final String SAMPLED = "01";
    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;
    private static final int FLAG_DIGITS = 2;

    public Trace {
        require(traceId, TRACE_DIGITS);
        require(spanId, SPAN_DIGITS);
        require(flags, FLAG_DIGITS);
        if (NOTHING.matcher(traceId).matches() || NOTHING.matcher(spanId).matches()) {
            throw new IllegalArgumentException("a trace's ids are not zero: " + traceId + ", " + spanId);
        }
    }

    private static void require(String field, int digits) {
        if (field.length() != digits || !HEXADECIMAL.matcher(field).matches()) {
            throw new IllegalArgumentException(
                    "a trace has " + digits + " lower-case hexadecimal digits where '" + field + "' stands");
        }
    }

    /** The first place of a new trace, to be recorded by whoever does. */
    public static Trace begin() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Trace(HEX.toHexDigits(random.nextLong()) + nextId(), nextId(), SAMPLED, "");
    }

    /** Reads the headers traceparent and tracestate; empty where the first is malformed, as the standard asks. */
    public static Optional<Trace> parse(String traceparent, String tracestate) {
        Matcher header = HEADER.matcher(traceparent);
        if (!header.matches() || (header.group(1).equals(VERSION) && header.group(5) != null)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Trace(header.group(2), header.group(3), header.group(4), tracestate));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same trace at a new span. */
    public Trace next() {
        return new Trace(traceId, nextId(), flags, state);
    }

    /** The header traceparent. */
    public String traceparent() {
        return VERSION + "-" + traceId + "-" + spanId + "-" + flags;
    }

    private static String nextId() {
        return HEX.toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
}
