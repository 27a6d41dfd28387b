package org.gantry.ingest.picture;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A picture's name, ordered as people number slices: IM2 before IM10.
 *
 * @param text the name
 * @param parts its runs of digits and of other characters
 */
record SliceName(String text, List<String> parts) implements Comparable<SliceName> {
    private static final Pattern BORDER = Pattern.compile("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");

    /** Of a file. */
    static SliceName of(Path file) {
        String text = String.valueOf(file.getFileName());
        return new SliceName(text, List.of(BORDER.split(text)));
    }

    /** True where there is such a part and it is a number. */
    boolean numbered(int part) {
        return part < parts.size() && Character.digit(parts.get(part).charAt(0), 10) >= 0;
    }

    /** The number that a part is. */
    BigInteger number(int part) {
        return new BigInteger(parts.get(part));
    }

    @Override
    public int compareTo(SliceName other) {
        for (int part = 0; part < Math.min(parts.size(), other.parts.size()); part++) {
            int order = numbered(part) && other.numbered(part)
                    ? number(part).compareTo(other.number(part))
                    : parts.get(part).compareTo(other.parts.get(part));
            if (order != 0) {
                return order;
            }
        }
        // IM1 and IM01 are the same number: the text decides, so that the order never depends on the disk's
        return Comparator.<SliceName>comparingInt(n -> n.parts.size())
                .thenComparing(SliceName::text)
                .compare(this, other);
    }
}
