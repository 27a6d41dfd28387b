package org.gantry.ingest.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gantry.ingest.Ingested;

/**
 * What a delivery came to.
 *
 * @param scans the scans that the bus has complete, with where they lie in the delivery
 * @param oddities what was odd, for people
 * @param refused what is no scan, with file, field and remedy
 */
public record Outcome(SortedMap<String, String> scans, List<String> oddities, List<String> refused) {
    static final Outcome NOTHING = new Outcome(new TreeMap<>(), List.of(), List.of());

    public Outcome {
        scans = new TreeMap<>(scans);
        oddities = List.copyOf(oddities);
        refused = List.copyOf(refused);
    }

    /** Of a part of a delivery. */
    static Outcome of(Ingested ingested, Delivery delivery) {
        SortedMap<String, String> scans = new TreeMap<>();
        ingested.scans().forEach(scan -> {
            String id = scan.header().scanId();
            scans.put(id, delivery.plain(String.valueOf(ingested.places().get(id))));
        });
        return new Outcome(
                scans,
                ingested.oddities().stream().map(delivery::plain).toList(),
                ingested.refused().stream().map(delivery::plain).toList());
    }

    /** Of a part of which nothing can be made. */
    static Outcome refusal(String why, Delivery delivery) {
        return new Outcome(
                new TreeMap<>(),
                List.of(),
                delivery.plain(why).lines().filter(line -> !line.isBlank()).toList());
    }

    /** Of both parts. */
    Outcome plus(Outcome other) {
        SortedMap<String, String> all = new TreeMap<>(scans);
        all.putAll(other.scans);
        return new Outcome(
                all,
                Stream.concat(oddities.stream(), other.oddities.stream()).toList(),
                Stream.concat(refused.stream(), other.refused.stream()).toList());
    }

    /** Whether nothing of it is on the bus. */
    public boolean rejected() {
        return scans.isEmpty();
    }

    /** In one line. */
    public String line() {
        String refusals = String.join("; ", refused);
        if (rejected()) {
            return "rejected: " + refusals;
        }
        String line = scans.size() == 1
                ? "scan " + scans.firstKey() + " is on the bus"
                : scans.size() + " scans are on the bus";
        return refused.isEmpty() ? line : line + ", but not all was taken: " + refusals;
    }

    /** Why not all of it was taken, or nothing. */
    String reasons() {
        List<String> lines = new ArrayList<>();
        lines.add(rejected() ? "Nothing of this is on the bus:" : "Not all of this is on the bus:");
        lines.addAll(refused);
        lines.add("Put what is mended into the folder again; what is on the bus already is known there.");
        return text(lines);
    }

    /** Which scans it gave, and what was odd. */
    String account() {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> scan : scans.entrySet()) {
            lines.add(scan.getKey() + "\t" + scan.getValue());
        }
        oddities.forEach(oddity -> lines.add("note: " + oddity));
        return text(lines);
    }

    private static String text(List<String> lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
