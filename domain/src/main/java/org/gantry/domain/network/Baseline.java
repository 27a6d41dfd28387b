package org.gantry.domain.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gantry.domain.network.Layer.Activation;
import org.gantry.domain.network.Layer.BatchNorm;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.domain.network.Layer.Pooling;
import org.gantry.domain.network.LayerGroup.Join;

/** The networks that the paper compares its own with (paper, Table 3; PAPER.md, section 5). */
public enum Baseline implements ModelChoice {
    /** Residual network of 3-4-23-3 bottlenecks (He et al. 2016; Hara et al. 2018). */
    RESNET3D101,
    /** Densely connected network of 6-12-24-16 layers (Huang et al. 2017). */
    DENSENET3D121,
    /** Residual network of 18 layers, 3-D only in its first stage (Tran et al. 2018). */
    MC3_18;

    private static final float EPSILON = 1e-5f;
    private static final int STEM = 64;

    /**
     * A baseline for data of some kind.
     *
     * @param model which
     * @param inChannels channels of the input volume; 3 in the paper's sizes
     * @param classes classes of the answer
     */
    public record Network(Baseline model, int inChannels, int classes) implements Architecture {
        public Network {
            if (inChannels < 1 || classes < 2) {
                throw new IllegalArgumentException("a network needs a channel and two classes");
            }
        }

        @Override
        public String name() {
            return model.toString();
        }

        @Override
        public List<List<LayerGroup>> cells() {
            return switch (model) {
                case RESNET3D101 -> resNet(inChannels);
                case DENSENET3D121 -> denseNet(inChannels);
                case MC3_18 -> mixedConvolutions(inChannels);
            };
        }
    }

    /** The baseline of a name, if it is one. */
    public static Optional<Baseline> named(String name) {
        return Arrays.stream(values())
                .filter(model -> model.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    @Override
    public Architecture architecture(int inChannels, int classes) {
        return new Network(this, inChannels, classes);
    }

    /** What a user writes: {@code resnet3d101}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<List<LayerGroup>> resNet(int inChannels) {
        int[] blocks = {3, 4, 23, 3};
        List<List<LayerGroup>> cells = new ArrayList<>();
        cells.add(List.of(pooledStem("conv1", "bn1", inChannels)));
        int in = STEM;
        for (int cell = 0; cell < blocks.length; cell++) {
            int planes = STEM << cell;
            List<LayerGroup> groups = new ArrayList<>();
            for (int b = 0; b < blocks[cell]; b++) {
                Stride stride = b == 0 && cell > 0 ? Stride.all(2) : Stride.ONE;
                groups.add(bottleneck("layer" + (cell + 1) + "." + b, in, planes, stride));
                in = 4 * planes;
            }
            cells.add(groups);
        }
        return cells;
    }

    private static LayerGroup pooledStem(String convolution, String norm, int inChannels) {
        return LayerGroup.plain(
                "stem",
                List.of(
                        new Convolution(convolution, Kernel.cube(7), new Stride(1, 2, 2), inChannels, STEM),
                        norm(norm, STEM),
                        Activation.RELU,
                        Pooling.MAX_3));
    }

    private static LayerGroup bottleneck(String name, int in, int planes, Stride stride) {
        int out = 4 * planes;
        List<Layer> body = List.of(
                new Convolution("conv1", Kernel.ONE, Stride.ONE, in, planes),
                norm("bn1", planes),
                Activation.RELU,
                new Convolution("conv2", Kernel.cube(3), stride, planes, planes),
                norm("bn2", planes),
                Activation.RELU,
                new Convolution("conv3", Kernel.ONE, Stride.ONE, planes, out),
                norm("bn3", out));
        return residual(name, body, in, out, stride);
    }

    private static LayerGroup residual(String name, List<Layer> body, int in, int out, Stride stride) {
        boolean identity = in == out && stride.equals(Stride.ONE);
        List<Layer> shortcut = identity
                ? List.of()
                : List.of(new Convolution("downsample.conv", Kernel.ONE, stride, in, out), norm("downsample.bn", out));
        return new LayerGroup(name, body, Join.ADD, shortcut, List.of(Activation.RELU));
    }

    private static List<List<LayerGroup>> denseNet(int inChannels) {
        int[] layers = {6, 12, 24, 16};
        int growth = 32;
        List<List<LayerGroup>> cells = new ArrayList<>();
        cells.add(List.of(pooledStem("conv0", "norm0", inChannels)));
        int width = STEM;
        for (int cell = 0; cell < layers.length; cell++) {
            List<LayerGroup> groups = new ArrayList<>();
            for (int l = 0; l < layers[cell]; l++) {
                groups.add(denseLayer("denseblock" + (cell + 1) + ".denselayer" + (l + 1), width, growth));
                width += growth;
            }
            if (cell + 1 < layers.length) {
                groups.add(transition("transition" + (cell + 1), width));
                width /= 2;
            } else {
                groups.add(LayerGroup.plain("final", List.of(norm("norm5", width), Activation.RELU)));
            }
            cells.add(groups);
        }
        return cells;
    }

    private static LayerGroup denseLayer(String name, int in, int growth) {
        int middle = 4 * growth;
        List<Layer> body = List.of(
                norm("norm1", in),
                Activation.RELU,
                new Convolution("conv1", Kernel.ONE, Stride.ONE, in, middle),
                norm("norm2", middle),
                Activation.RELU,
                new Convolution("conv2", Kernel.cube(3), Stride.ONE, middle, growth));
        return LayerGroup.identity(name, body, Join.CONCATENATE);
    }

    private static LayerGroup transition(String name, int in) {
        return LayerGroup.plain(
                name,
                List.of(
                        norm("norm", in),
                        Activation.RELU,
                        new Convolution("conv", Kernel.ONE, Stride.ONE, in, in / 2),
                        Pooling.MEAN_2));
    }

    private static List<List<LayerGroup>> mixedConvolutions(int inChannels) {
        List<List<LayerGroup>> cells = new ArrayList<>();
        cells.add(List.of(LayerGroup.plain(
                "stem",
                List.of(
                        new Convolution("conv", new Kernel(3, 7, 7), new Stride(1, 2, 2), inChannels, STEM),
                        norm("bn", STEM),
                        Activation.RELU))));
        int in = STEM;
        for (int cell = 0; cell < 4; cell++) {
            int out = STEM << cell;
            Kernel kernel = cell == 0 ? Kernel.cube(3) : new Kernel(1, 3, 3);
            Stride first = cell == 0 ? Stride.ONE : new Stride(1, 2, 2);
            String name = "layer" + (cell + 1);
            cells.add(List.of(
                    basicBlock(name + ".0", kernel, in, out, first),
                    basicBlock(name + ".1", kernel, out, out, Stride.ONE)));
            in = out;
        }
        return cells;
    }

    private static LayerGroup basicBlock(String name, Kernel kernel, int in, int out, Stride stride) {
        List<Layer> body = List.of(
                new Convolution("conv1", kernel, stride, in, out),
                norm("bn1", out),
                Activation.RELU,
                new Convolution("conv2", kernel, Stride.ONE, out, out),
                norm("bn2", out));
        return residual(name, body, in, out, stride);
    }

    private static BatchNorm norm(String name, int channels) {
        return new BatchNorm(name, channels, EPSILON);
    }
}
