package org.gantry.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Records, maps and arrays as JSON, for programs that read what a command prints. */
public final class Json {
    private static final ObjectWriter PRETTY = new ObjectMapper().writerWithDefaultPrettyPrinter();
    private static final ObjectWriter LINE = new ObjectMapper().writer();

    private Json() {}

    /** On as many lines as it reads well. */
    public static String pretty(Object value) {
        return write(PRETTY, value);
    }

    /** On one line, for streams of values. */
    public static String line(Object value) {
        return write(LINE, value);
    }

    /** A number that may be missing, as JSON has it. */
    public static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write " + value.getClass().getName() + " as JSON", e);
        }
    }
}
