package org.gantry.network.export;

import static org.gantry.network.export.OnnxOps.integers;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Grid;
import org.gantry.network.ModelBundle;
import org.gantry.network.Tensors;

/**
 * Writes a model bundle as an ONNX file, weights inside, with the inputs and outputs of {@link SavedModelExport}:
 * {@code volumes} (batch, depth, height, width, channel) to {@code logits}, {@code probabilities} and {@code cam}. What
 * {@code bundle.json} says stands in the metadata {@code gantry.bundle}.
 */
public final class OnnxExport {
    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;

    private OnnxExport() {}

    /** Writes the file, over one that is there. */
    public static void write(ModelBundle bundle, Path file) throws IOException {
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setProducerName("gantry")
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey("gantry.bundle")
                        .setValue(new String(bundle.description(), StandardCharsets.UTF_8)))
                .setGraph(graph(bundle))
                .build();
        try (OutputStream out = Files.newOutputStream(file)) {
            model.writeTo(out);
        }
    }

    private static GraphProto graph(ModelBundle bundle) {
        Architecture architecture = bundle.architecture();
        Grid grid = bundle.input();
        Grid cells = architecture.camGrid(grid).cells();
        int classes = architecture.classes();
        GraphProto.Builder graph = GraphProto.newBuilder().setName(architecture.name());
        OnnxOps ops = new OnnxOps(graph);
        graph.addInput(value("volumes", grid.depth(), grid.height(), grid.width(), architecture.inChannels()));
        String volumes =
                ops.node("Transpose", "volumes.channel_first", List.of("volumes"), integers("perm", 0, 4, 1, 2, 3));
        head(ops, bundle, new PortableNetwork<>(bundle, ops).features(volumes));
        return graph.addOutput(value("logits", classes))
                .addOutput(value("probabilities", classes))
                .addOutput(value("cam", classes, cells.depth(), cells.height(), cells.width()))
                .build();
    }

    /** Global average pooling and the linear layer; a CAM is the linear layer at every position, without its bias. */
    private static void head(OnnxOps ops, ModelBundle bundle, String features) {
        Tensors weights = bundle.weights();
        int width = bundle.architecture().headWidth();
        int classes = bundle.architecture().classes();
        float[] linear = OnnxOps.outermost(weights.get("head.weight").values(), 1, width, classes);
        String weight = ops.constant("head.weight", linear, classes, width);
        String kernel = ops.constant("head.kernel", linear, classes, width, 1, 1, 1);
        String bias = ops.constant("head.bias", weights.get("head.bias").values(), classes);
        String means = ops.node("GlobalAveragePool", "head.means", List.of(features));
        String pooled = ops.node("Flatten", "head.pooled", List.of(means));
        ops.node("Gemm", "logits", List.of(pooled, weight, bias), OnnxOps.integer("transB", 1));
        ops.node("Softmax", "probabilities", List.of("logits"));
        ops.node("Conv", "cam", List.of(features, kernel));
    }

    /** A value of float32 whose outermost axis is the open batch. */
    private static ValueInfoProto value(String name, int... sizes) {
        TensorShapeProto.Builder shape =
                TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
        for (int size : sizes) {
            shape.addDim(Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}
