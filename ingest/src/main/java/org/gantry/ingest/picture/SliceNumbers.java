package org.gantry.ingest.picture;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The numbers in the names of a scan's slices: where they jump, slices may be missing. */
final class SliceNumbers {
    private static final int SHOWN = 3;

    private SliceNumbers() {}

    /**
     * Where the numbers go by more than they mostly do; empty where they never do, or where there are no numbers.
     *
     * @param names in their order
     */
    static Optional<String> jumps(List<SliceName> names) {
        List<BigInteger> numbers = numbers(names);
        List<BigInteger> steps = IntStream.range(1, numbers.size())
                .mapToObj(i -> numbers.get(i).subtract(numbers.get(i - 1)))
                .toList();
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        BigInteger usual = MostFrequent.of(steps);
        List<String> jumps = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).compareTo(usual) > 0) {
                jumps.add("from " + numbers.get(i) + " to " + numbers.get(i + 1));
            }
        }
        return jumps.isEmpty() ? Optional.empty() : Optional.of(said(jumps, usual));
    }

    private static String said(List<String> jumps, BigInteger usual) {
        int shown = Math.min(SHOWN, jumps.size());
        String more = jumps.size() > shown ? " and " + (jumps.size() - shown) + " times more" : "";
        return "numbers of slices jump " + String.join(", ", jumps.subList(0, shown)) + more + " where most go by "
                + usual + ": slices may be missing";
    }

    /** The first number in which the names differ: others are a patient's or a series'. */
    private static List<BigInteger> numbers(List<SliceName> names) {
        int parts = names.stream().mapToInt(n -> n.parts().size()).min().orElse(0);
        for (int part = 0; part < parts; part++) {
            int at = part;
            if (names.stream().allMatch(n -> n.numbered(at))
                    && names.stream().map(n -> n.number(at)).distinct().count() > 1) {
                return names.stream().map(n -> n.number(at)).toList();
            }
        }
        return List.of();
    }
}
