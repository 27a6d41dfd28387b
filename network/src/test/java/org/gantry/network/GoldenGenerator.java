package org.gantry.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Layer;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.gantry.domain.network.Operation;
import org.gantry.network.graph.ParameterLayout;

/**
 * The formulas of FORMAT.md, sections 1 to 3: every weight and every voxel from a seed.
 *
 * @param seed the weights'
 * @param streams number of a parameter's random numbers, by our name
 */
record GoldenGenerator(long seed, ToLongFunction<String> streams) {
    private static final Pattern BLOCK = Pattern.compile("block(\\d+)\\.op(\\d+)\\.(.*)");
    private static final List<String> STATISTICS = List.of("gamma", "beta", "running_mean", "running_var");
    private static final int INPUT_STREAM = 1_000_000;

    static double u(long seed, long stream, long i) {
        long z = seed * 0x9E3779B97F4A7C15L + (stream + 1) * 0xD1B54A32D192ED03L + (i + 1) * 0x8CB92BA72F3D8DD7L;
        z ^= z >>> 30;
        z *= 0xBF58476D1CE4E5B9L;
        z ^= z >>> 27;
        z *= 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 40) / 16777216.0;
    }

    /** The stream of a parameter by our name, {@code block3.op2.dw.bn.gamma}. */
    static long stream(String name) {
        Matcher block = BLOCK.matcher(name);
        if (block.matches()) {
            return 1000L * (Integer.parseInt(block.group(1)) + 1)
                    + 100L * Integer.parseInt(block.group(2))
                    + slot(block.group(3));
        }
        return switch (name) {
            case "stem.conv" -> 0;
            case "head.weight" -> 22_000;
            case "head.bias" -> 22_001;
            default -> statistic(name);
        };
    }

    private static int slot(String name) {
        int layer = switch (name.substring(0, name.indexOf('.'))) {
            case "dw" -> 5;
            case "project" -> 10;
            default -> 0;
        };
        return name.endsWith(".conv") ? layer : layer + statistic(name);
    }

    private static int statistic(String name) {
        return 1 + STATISTICS.indexOf(name.substring(name.lastIndexOf('.') + 1));
    }

    /** The name in the fixtures, which know the operation from the genotype. */
    static String fixtureName(String name) {
        return name.replaceFirst("\\.op\\d+\\.", ".");
    }

    /** Weights and running statistics of a network. */
    Tensors weights(Architecture network) {
        Map<String, Tensors.Array> arrays = new LinkedHashMap<>();
        network.groups().forEach(group -> add(arrays, ParameterLayout.of(group)));
        add(arrays, ParameterLayout.head(network.headWidth(), network.classes()));
        return new Tensors(arrays);
    }

    /** Weights and running statistics of all operations of all blocks. */
    Tensors weights(MacroArchitecture macro) {
        Map<String, Tensors.Array> arrays = new LinkedHashMap<>();
        add(arrays, ParameterLayout.of(CovidNet3d.stem(macro)));
        for (Block block : macro.blocks()) {
            for (Operation operation : Operation.values()) {
                add(arrays, ParameterLayout.of(CovidNet3d.candidate(block, operation)));
            }
        }
        add(arrays, ParameterLayout.head(macro.headWidth(), macro.classes()));
        return new Tensors(arrays);
    }

    /** All parameters and statistics of a network, in the order of its layers. */
    static List<String> namesInOrder(Architecture network) {
        List<String> names = new ArrayList<>();
        for (LayerGroup group : network.groups()) {
            for (Layer layer : group.layers()) {
                String prefix = group.name() + ".";
                if (layer instanceof Layer.Convolution c) {
                    names.add(prefix + c.name());
                } else if (layer instanceof Layer.BatchNorm norm) {
                    STATISTICS.forEach(kind -> names.add(prefix + norm.name() + "." + kind));
                }
            }
        }
        names.addAll(List.of("head.weight", "head.bias"));
        return names;
    }

    private void add(Map<String, Tensors.Array> arrays, ParameterLayout layout) {
        layout.weights().forEach((name, entry) -> arrays.put(name, value(name, entry.shape())));
        layout.statistics().forEach((name, entry) -> arrays.put(name, value(name, entry.shape())));
    }

    private Tensors.Array value(String name, int[] shape) {
        int size = 1;
        for (int axis : shape) {
            size *= axis;
        }
        long stream = streams.applyAsLong(name);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) value(name, shape, u(seed, stream, i));
        }
        return new Tensors.Array(shape, values);
    }

    private static double value(String name, int[] shape, double v) {
        String kind = name.substring(name.lastIndexOf('.') + 1);
        if (kind.startsWith("conv")) {
            return Math.sqrt(6.0 / fanIn(name, shape)) * (2 * v - 1);
        }
        return switch (kind) {
            case "weight" -> Math.sqrt(3.0 / shape[0]) * (2 * v - 1);
            case "bias" -> 0.2 * v - 0.1;
            // ResNet's: its 33 additions would pile up to logits of hundreds otherwise
            case "gamma" -> name.endsWith(".bn3.gamma") ? 0.15 + 0.1 * v : 0.75 + 0.5 * v;
            case "beta", "running_mean" -> 0.4 * v - 0.2;
            case "running_var" -> 0.6 + 0.8 * v;
            default -> throw new IllegalArgumentException("no formula for " + name);
        };
    }

    private static int fanIn(String name, int[] shape) {
        int taps = shape[0] * shape[1] * shape[2];
        return name.endsWith("dw.conv") ? taps : taps * shape[3];
    }

    /** The batch of FORMAT.md, section 3. */
    static Batch input(long seed, Grid grid, int channels, int[] labels) {
        float[] x = new float[labels.length * grid.positions() * channels];
        int i = 0;
        for (int b = 0; b < labels.length; b++) {
            for (int d = 0; d < grid.depth(); d++) {
                for (int h = 0; h < grid.height(); h++) {
                    for (int w = 0; w < grid.width(); w++) {
                        for (int c = 0; c < channels; c++, i++) {
                            double slices = triangle((long) d * (2 * b + 3) + 5L * c + seed, 32);
                            double plane = triangle((long) h * (b + 1) + (long) w * (b + 2) + 7L * c, 64);
                            x[i] = (float) (slices + plane + 0.5 * (2 * u(seed, INPUT_STREAM, i) - 1));
                        }
                    }
                }
            }
        }
        return new Batch(grid, channels, x, labels);
    }

    private static double triangle(long m, int p) {
        return Math.abs(2.0 * (m % p) - p) / p * 2 - 1;
    }
}
