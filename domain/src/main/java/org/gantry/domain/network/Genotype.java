package org.gantry.domain.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The chosen operation of every block, first block first.
 *
 * @param operations one candidate a block
 */
public record Genotype(List<Operation> operations) {
    public Genotype {
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("a genotype needs at least one block");
        }
        operations = List.copyOf(operations);
    }

    /** The genotype of operation indices 0..7. */
    public static Genotype of(int... indices) {
        return new Genotype(Arrays.stream(indices).mapToObj(Operation::at).toList());
    }

    /** Parses the written form, operation indices with commas: {@code 0,1,2,...}. */
    public static Genotype parse(String text) {
        try {
            return of(Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .mapToInt(Integer::parseInt)
                    .toArray());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "genotype '" + text + "' is not a list of operation indices like 0,1,7", e);
        }
    }

    /** How many blocks it has. */
    public int blocks() {
        return operations.size();
    }

    /** The operation of a block. */
    public Operation operation(int block) {
        return operations.get(block);
    }

    /** Operation indices, one a block. */
    public int[] indices() {
        return operations.stream().mapToInt(Operation::index).toArray();
    }

    /** The written form, {@code 0,1,2,...}. */
    @Override
    public String toString() {
        return IntStream.of(indices()).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
