package org.gantry.bus;

import java.util.Comparator;

/**
 * Where a dead letter stands: {@code slices.v1/0/17} is offset 17 in partition 0 of the dead letters of slices.
 *
 * @param topic name of the topic that it came from, without prefix
 * @param partition its partition in the dead letters of that topic
 * @param offset its offset there; of a chunked one, that of its last chunk
 */
public record LetterPlace(String topic, int partition, long offset) implements Comparable<LetterPlace> {
    private static final int PARTS = 3;

    private static final Comparator<LetterPlace> ORDER = Comparator.comparing(LetterPlace::topic)
            .thenComparing(LetterPlace::partition)
            .thenComparing(LetterPlace::offset);

    public LetterPlace {
        if (topic.isBlank() || partition < 0 || offset < 0) {
            throw malformed(topic + "/" + partition + "/" + offset);
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is no place
     */
    public static LetterPlace parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != PARTS) {
            throw malformed(text);
        }
        try {
            return new LetterPlace(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no place of a dead letter: write TOPIC/PARTITION/OFFSET, as slices.v1/0/17");
    }

    @Override
    public int compareTo(LetterPlace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}
