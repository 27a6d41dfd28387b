package org.gantry.ingest.dicom;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.UnreadableScanException;

/** The values that were kept of a data set or of an item in it; an attribute without a value counts as absent. */
final class Attributes {
    private final ScanFile file;
    private final Map<Attribute, String> texts = new EnumMap<>(Attribute.class);
    private final Map<Attribute, Integer> shorts = new EnumMap<>(Attribute.class);
    private final Map<Attribute, List<Attributes>> items = new EnumMap<>(Attribute.class);

    Attributes(ScanFile file) {
        this.file = file;
    }

    void put(Attribute attribute, String text) {
        String value = text.replace('\0', ' ').strip();
        if (!value.isEmpty()) {
            texts.put(attribute, value);
        }
    }

    void put(Attribute attribute, int number) {
        shorts.put(attribute, number);
    }

    void put(Attribute attribute, List<Attributes> values) {
        items.put(attribute, values);
    }

    Optional<String> text(Attribute attribute) {
        return Optional.ofNullable(texts.get(attribute));
    }

    /** Its values, without the blanks around them. */
    List<String> texts(Attribute attribute) {
        return text(attribute)
                .map(t -> Arrays.stream(t.split("\\\\", -1)).map(String::strip).toList())
                .orElse(List.of());
    }

    /** As many decimal numbers as it must have; empty where it is absent. */
    Optional<double[]> decimals(Attribute attribute, int count) {
        List<String> values = texts(attribute);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() != count) {
            throw refuse(attribute, "has " + values.size() + " numbers, not " + count);
        }
        return Optional.of(
                values.stream().mapToDouble(v -> decimal(attribute, v)).toArray());
    }

    private double decimal(Attribute attribute, String value) {
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, for both
        }
        throw refuse(attribute, "holds \"" + value + "\", which is no number");
    }

    /** Its decimal number; empty where it is absent. */
    Optional<Double> decimal(Attribute attribute) {
        return decimals(attribute, 1).map(d -> d[0]);
    }

    /** Its whole number, written in characters; empty where it is absent. */
    Optional<Integer> integer(Attribute attribute) {
        return decimal(attribute).map(d -> {
            if (d != Math.rint(d) || Math.abs(d) > Integer.MAX_VALUE) {
                throw refuse(attribute, "is " + d + ", which is no whole number of 32 bits");
            }
            return d.intValue();
        });
    }

    /** Its number of 16 bits; empty where it is absent. */
    Optional<Integer> number(Attribute attribute) {
        return Optional.ofNullable(shorts.get(attribute));
    }

    /** Its number of 16 bits, without which nothing can be read. */
    int required(Attribute attribute) {
        return number(attribute).orElseThrow(() -> refuse(attribute, "is missing"));
    }

    /** Its items. */
    List<Attributes> items(Attribute attribute) {
        return items.getOrDefault(attribute, List.of());
    }

    /** What to say where an attribute makes the file unreadable. */
    UnreadableScanException refuse(Attribute attribute, String problem) {
        return refuse(attribute, problem, "export the series again");
    }

    /** What to say where an attribute makes the file unreadable. */
    UnreadableScanException refuse(Attribute attribute, String problem, String remedy) {
        return file.unreadable(attribute.label(), problem, remedy);
    }
}
