package org.gantry.domain.network;

import java.util.Arrays;
import java.util.List;

/**
 * Channels of each cell: the paper's S or L, or any list.
 *
 * @param channels one width a cell
 */
public record Widths(List<Integer> channels) {
    /** CovidNet3D-S. */
    public static final Widths S = new Widths(List.of(24, 40, 80, 96, 192, 320));

    /** CovidNet3D-L. */
    public static final Widths L = new Widths(List.of(32, 64, 128, 256, 512, 1024));

    public Widths {
        if (channels.isEmpty() || channels.stream().anyMatch(c -> c < 1)) {
            throw new IllegalArgumentException("widths " + channels + " are not all positive");
        }
        channels = List.copyOf(channels);
    }

    /** Parses {@code S}, {@code L} or {@code 24,40,...}. */
    public static Widths parse(String text) {
        return switch (text.strip()) {
            case "S" -> S;
            case "L" -> L;
            default -> {
                try {
                    yield new Widths(Arrays.stream(text.split(",", -1))
                            .map(String::strip)
                            .map(Integer::valueOf)
                            .toList());
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("widths '" + text + "' are not S, L or a list like 24,40,80", e);
                }
            }
        };
    }

    @Override
    public String toString() {
        return equals(S)
                ? "S"
                : equals(L)
                        ? "L"
                        : String.join(
                                ",", channels.stream().map(String::valueOf).toList());
    }
}
