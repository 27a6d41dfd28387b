package org.gantry.app.command;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.bus.LetterHead;
import org.gantry.bus.letter.LetterState;

/** Dead letters as people and programs read them. */
final class LetterText {
    private static final int LONGEST_KEY = 24;

    private LetterText() {}

    static final String TITLE = String.format(
            "%-22s %-16s %-24s %5s %-8s  %s", "place", "partition/offset", "key", "age", "state", "reason");

    /** A row of the list. */
    static String row(LetterState letter, Instant now) {
        LetterHead head = letter.head();
        return String.format(
                "%-22s %-16s %-24s %5s %-8s  %s (%s)",
                head.place(),
                head.partition() + "/" + head.offset(),
                shortened(head.key()),
                age(Duration.between(head.time(), now)),
                letter.word(),
                head.reason(),
                head.cause());
    }

    private static String shortened(String key) {
        return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY - 1) + "…";
    }

    /** In its largest unit. */
    static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + "d";
        } else if (age.toHours() > 0) {
            return age.toHours() + "h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m" : Math.max(0, age.toSeconds()) + "s";
    }

    /** A letter for programs. */
    static Map<String, Object> figures(LetterState letter) {
        LetterHead head = letter.head();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("place", head.place().toString());
        figures.put("topic", head.place().topic());
        figures.put("partition", head.partition());
        figures.put("offset", head.offset());
        figures.put("key", head.key());
        figures.put("reason", head.reason());
        figures.put("cause", head.cause());
        figures.put("time", head.time().toString());
        figures.put("bytes", head.size());
        figures.put("headers", head.headers());
        figures.put("state", letter.word());
        letter.settlement().ifPresent(settlement -> {
            figures.put("settledBy", settlement.by());
            figures.put("settledAt", settlement.time().toString());
        });
        return figures;
    }

    /** The parts of a record, one a line; of arrays and lists the length. */
    static List<String> parts(Object value) {
        List<String> lines = new ArrayList<>();
        parts("", value, lines);
        return lines;
    }

    private static void parts(String name, Object value, List<String> lines) {
        if (!(value instanceof Record)) {
            lines.add(name + " = " + text(value));
            return;
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String inner = name.isEmpty() ? component.getName() : name + "." + component.getName();
            try {
                parts(inner, component.getAccessor().invoke(value), lines);
            } catch (ReflectiveOperationException e) {
                lines.add(inner + " = " + e.getClass().getSimpleName());
            }
        }
    }

    private static String text(Object value) {
        return value.getClass().isArray()
                ? value.getClass().getComponentType() + "[" + Array.getLength(value) + "]"
                : String.valueOf(value);
    }
}
