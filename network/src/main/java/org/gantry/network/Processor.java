package org.gantry.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.DeviceSpec;
import org.tensorflow.DeviceSpec.DeviceType;

/**
 * What computes a graph: {@code auto}, {@code cpu} or {@code gpu:N}.
 *
 * @param kind of processor
 * @param index of the GPU as TensorFlow counts those that CUDA_VISIBLE_DEVICES leaves it; 0 for all else
 */
public record Processor(Kind kind, int index) {
    /** The first GPU if there is one, else the CPU. */
    public static final Processor AUTO = new Processor(Kind.AUTO, 0);

    public static final Processor CPU = new Processor(Kind.CPU, 0);

    private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,3})");

    /** Kinds of processor. */
    public enum Kind {
        AUTO,
        CPU,
        GPU
    }

    public Processor {
        if (index < 0 || (kind != Kind.GPU && index != 0)) {
            throw new IllegalArgumentException("only GPUs are counted, from 0: not " + kind + " " + index);
        }
    }

    /** One GPU, counted from 0. */
    public static Processor gpu(int index) {
        return new Processor(Kind.GPU, index);
    }

    /** Reads {@code auto}, {@code cpu} or {@code gpu:N}. */
    public static Processor parse(String text) {
        Matcher gpu = GPU.matcher(text);
        if (gpu.matches()) {
            return gpu(Integer.parseInt(gpu.group(1)));
        }
        return switch (text) {
            case "auto" -> AUTO;
            case "cpu" -> CPU;
            default ->
                throw new IllegalArgumentException("'" + text
                        + "' is no device: write cpu, or gpu:0, gpu:1, ..., or auto for the first GPU if there is one");
        };
    }

    /**
     * The scope that every operation of a graph is put in, if it is put in one. In one process this alone tells GPUs
     * apart: TensorFlow refuses sessions whose visible_device_list differs.
     */
    Optional<DeviceSpec> scope() {
        return kind == Kind.GPU
                ? Optional.of(DeviceSpec.newBuilder()
                        .deviceType(DeviceType.GPU)
                        .deviceIndex(index)
                        .build())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return switch (kind) {
            case AUTO -> "auto";
            case CPU -> "cpu";
            case GPU -> "gpu:" + index;
        };
    }
}
