package org.gantry.network.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gantry.network.ModelBundle;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.MetaGraphDef.MetaInfoDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.TensorShapeProto.Dim;
import org.tensorflow.types.TFloat32;

/**
 * Writes a model bundle as a frozen SavedModel, which TensorFlow Serving, Python and any other TensorFlow load: weights
 * are constants, the batch is open. Signature {@code serving_default}: {@code volumes} (batch, depth, height, width,
 * channel), preprocessed, to {@code logits} (batch, class), {@code probabilities} (batch, class) and {@code cam}
 * (batch, class, depth, height, width), a CAM before upsampling (paper, Eq. 4).
 */
public final class SavedModelExport {
    private static final String TAG = "serve";
    private static final String SIGNATURE = "serving_default";
    private static final String METHOD = "tensorflow/serving/predict";
    private static final int SCHEMA_VERSION = 1;

    private SavedModelExport() {}

    /**
     * Writes the folder: {@code saved_model.pb}, last of all, and {@code assets.extra/bundle.json}, which says labels,
     * input, preprocessing and provenance.
     *
     * @throws IllegalArgumentException if something lies there already
     */
    public static void write(ModelBundle bundle, Path folder) throws IOException {
        requireEmpty(folder);
        SavedModel model = SavedModel.newBuilder()
                .setSavedModelSchemaVersion(SCHEMA_VERSION)
                .addMetaGraphs(metaGraph(bundle))
                .build();
        Path extra = Files.createDirectories(folder.resolve("assets.extra"));
        Files.write(extra.resolve("bundle.json"), bundle.description());
        try (OutputStream file = Files.newOutputStream(folder.resolve("saved_model.pb"))) {
            model.writeTo(file);
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is a file; name a new or empty folder for the SavedModel");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        folder + " is not empty; name a new or empty folder for the SavedModel");
            }
        }
    }

    private static MetaGraphDef metaGraph(ModelBundle bundle) {
        try (Graph graph = new Graph()) {
            SignatureDef signature = signature(ServingGraph.of(bundle, Ops.create(graph)));
            return MetaGraphDef.newBuilder()
                    .setMetaInfoDef(MetaInfoDef.newBuilder().addTags(TAG).setTensorflowVersion(TensorFlow.version()))
                    .setGraphDef(graph.toGraphDef())
                    .putSignatureDef(SIGNATURE, signature)
                    .build();
        }
    }

    private static SignatureDef signature(ServingGraph graph) {
        return SignatureDef.newBuilder()
                .setMethodName(METHOD)
                .putInputs("volumes", tensor(graph.volumes()))
                .putOutputs("logits", tensor(graph.logits()))
                .putOutputs("probabilities", tensor(graph.probabilities()))
                .putOutputs("cam", tensor(graph.cam()))
                .build();
    }

    private static TensorInfo tensor(Operand<TFloat32> operand) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : operand.shape().asArray()) {
            shape.addDim(Dim.newBuilder().setSize(size));
        }
        return TensorInfo.newBuilder()
                .setName(operand.op().name() + ":0")
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(shape)
                .build();
    }
}
