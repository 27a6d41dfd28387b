package org.gantry.store;

import java.util.Arrays;
import java.util.List;

/**
 * A name and numbers below it: {@code (job, epoch)}, {@code (scan, index)}; ordered by name, then number by number.
 * With fewer numbers it is the prefix of all keys that continue it.
 *
 * @param name any text
 * @param numbers any longs, negative ones too
 */
public record Key(String name, List<Long> numbers) {
    public Key {
        numbers = List.copyOf(numbers);
    }

    /** A key of a name and numbers. */
    public static Key of(String name, long... numbers) {
        return new Key(name, Arrays.stream(numbers).boxed().toList());
    }

    /** The number at a position. */
    public long number(int position) {
        return numbers.get(position);
    }
}
