package org.gantry.app;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of CSV (RFC 4180). */
public final class Csv {
    private Csv() {}

    /** Lines under a header: the names of the first record, which all have. */
    public static String table(List<? extends Map<String, ? extends @Nullable Object>> records) {
        StringBuilder table = new StringBuilder();
        records.stream()
                .findFirst()
                .ifPresent(r -> table.append(line(r.keySet())).append('\n'));
        records.forEach(r -> table.append(line(r.values())).append('\n'));
        return table.toString();
    }

    /** A line; what is null becomes an empty field. */
    public static String line(Collection<? extends @Nullable Object> fields) {
        return fields.stream().map(f -> f == null ? "" : field(f.toString())).collect(Collectors.joining(","));
    }

    /** A field, quoted where it must be. */
    public static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
