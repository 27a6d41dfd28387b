package org.gantry.network;

import org.tensorflow.proto.GPUOptions;

/**
 * How much of each GPU's memory this process takes: {@code grow}, {@code all}, or a share as {@code 0.5}. The first
 * session of a process fixes it for all.
 *
 * @param growing whether memory is taken as it is needed (and never given back), or at the start
 * @param share of a GPU's memory that is taken at most, above 0 and at most 1; 0 sets no limit
 */
public record GpuMemory(boolean growing, double share) {
    /** As it is needed, without limit. */
    public static final GpuMemory GROW = new GpuMemory(true, 0);

    /** Nearly all that is free, at the start: no fragments, and nobody else on the GPU. */
    public static final GpuMemory ALL = new GpuMemory(false, 0);

    public GpuMemory {
        // above 1 TensorFlow would page to the host's memory
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of a GPU's memory lies above 0 and at most at 1, not " + share);
        }
    }

    /** Reads {@code grow}, {@code all} or a share. */
    public static GpuMemory parse(String text) {
        return switch (text) {
            case "grow" -> GROW;
            case "all" -> ALL;
            default -> upTo(text);
        };
    }

    private static GpuMemory upTo(String text) {
        double share;
        try {
            share = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            share = 0;
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("'" + text
                    + "' is no GPU memory: write grow, all, or the share to grow up to, above 0 and at most 1 (0.5)");
        }
        return new GpuMemory(true, share);
    }

    GPUOptions options() {
        return GPUOptions.newBuilder()
                .setAllowGrowth(growing)
                .setPerProcessGpuMemoryFraction(share)
                .build();
    }

    @Override
    public String toString() {
        if (share > 0) {
            return Double.toString(share);
        }
        return growing ? "grow" : "all";
    }
}
