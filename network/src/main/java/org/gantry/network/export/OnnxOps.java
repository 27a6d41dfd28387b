package org.gantry.network.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.network.Kernel;
import org.gantry.domain.network.Layer.Activation;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.domain.network.Layer.Depthwise;
import org.gantry.domain.network.Layer.Pooling;
import org.gantry.domain.network.Stride;

/**
 * ONNX's own operations (opset 17). A feature map is the name of a value, (batch, channel, depth, height, width);
 * kernels are (out, in / group, depth, height, width), as PyTorch has them.
 *
 * @param graph that they are added to
 */
record OnnxOps(GraphProto.Builder graph) implements PortableOps<String> {
    private static final float SIX = 6;

    /** Adds an operation and names its output after it. */
    @CanIgnoreReturnValue
    String node(String operation, String output, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setName(output)
                .setOpType(operation)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    /** A layer's output: a group has several activations, so the name alone is not enough. */
    private String layer(String operation, String name, List<String> inputs, AttributeProto... attributes) {
        return node(operation, name + "/" + graph.getNodeCount(), inputs, attributes);
    }

    /** Constant numbers of a shape. */
    String constant(String name, float[] values, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT_VALUE);
        for (long size : shape) {
            tensor.addDims(size);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
        return name;
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    @Override
    public String convolution(FrozenLayer frozen, Convolution layer, String x) {
        return convolution(frozen, layer.kernel(), layer.stride(), layer.in(), 1, x);
    }

    @Override
    public String depthwise(FrozenLayer frozen, Depthwise layer, String x) {
        return convolution(frozen, layer.kernel(), layer.stride(), 1, layer.channels(), x);
    }

    private String convolution(FrozenLayer frozen, Kernel k, Stride s, int in, int groups, String x) {
        int out = frozen.offsets().length;
        String kernel = constant(
                frozen.name() + ".weight",
                outermost(frozen.factors(), k.taps(), in, out),
                out,
                in,
                k.depth(),
                k.height(),
                k.width());
        String bias = constant(frozen.name() + ".bias", frozen.offsets(), out);
        long d = k.depth() / 2;
        long h = k.height() / 2;
        long w = k.width() / 2;
        return layer(
                "Conv",
                frozen.name(),
                List.of(x, kernel, bias),
                integers("kernel_shape", k.depth(), k.height(), k.width()),
                integers("strides", s.depth(), s.height(), s.width()),
                integers("pads", d, h, w, d, h, w),
                integer("group", groups));
    }

    /** From (tap, in, out) to (out, in, tap). */
    static float[] outermost(float[] kernel, int taps, int in, int out) {
        float[] turned = new float[kernel.length];
        int i = 0;
        for (int o = 0; o < out; o++) {
            for (int c = 0; c < in; c++) {
                for (int t = 0; t < taps; t++) {
                    turned[i++] = kernel[(t * in + c) * out + o];
                }
            }
        }
        return turned;
    }

    @Override
    public String normalisation(FrozenLayer frozen, String x) {
        int channels = frozen.offsets().length;
        String factor = constant(frozen.name() + ".factor", frozen.factors(), channels, 1, 1, 1);
        String offset = constant(frozen.name() + ".offset", frozen.offsets(), channels, 1, 1, 1);
        return layer("Add", frozen.name(), List.of(layer("Mul", frozen.name(), List.of(x, factor)), offset));
    }

    @Override
    public String activation(FrozenLayer frozen, Activation layer, String x) {
        if (layer == Activation.RELU) {
            return layer("Relu", frozen.name(), List.of(x));
        }
        String place = frozen.name() + "/" + graph.getNodeCount();
        String zero = constant(place + ".min", new float[] {0});
        String six = constant(place + ".max", new float[] {SIX});
        return layer("Clip", frozen.name(), List.of(x, zero, six));
    }

    @Override
    public String pooling(FrozenLayer frozen, Pooling layer, String x) {
        AttributeProto two = integers("strides", 2, 2, 2);
        return layer == Pooling.MAX_3
                ? layer(
                        "MaxPool",
                        frozen.name(),
                        List.of(x),
                        integers("kernel_shape", 3, 3, 3),
                        two,
                        integers("pads", 1, 1, 1, 1, 1, 1))
                : layer("AveragePool", frozen.name(), List.of(x), integers("kernel_shape", 2, 2, 2), two);
    }

    @Override
    public String add(String name, String a, String b) {
        return node("Add", name, List.of(a, b));
    }

    @Override
    public String concatenate(String name, String first, String second) {
        return node("Concat", name, List.of(first, second), integer("axis", 1));
    }
}
