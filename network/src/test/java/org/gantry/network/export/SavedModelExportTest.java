package org.gantry.network.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gantry.domain.network.Baseline;
import org.gantry.network.Batch;
import org.gantry.network.Inference;
import org.gantry.network.ModelBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto.Dim;
import org.tensorflow.types.TFloat32;

/** A SavedModel stands by itself: TensorFlow loads it, and it answers what the network answers. */
class SavedModelExportTest {
    @TempDir
    private Path folder;

    static Stream<PortableCase> cases() {
        return Stream.of(
                PortableCase.CONVOLVING,
                PortableCase.SKIPPING,
                PortableCase.RESNET,
                PortableCase.DENSENET,
                PortableCase.MIXED_CONVOLUTIONS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aLoadedModelAnswersBatchesOfAnySizeAsTheNetworkDoes(PortableCase portable) throws IOException {
        ModelBundle bundle = portable.bundle();
        Inference expected = portable.expected(bundle, portable.batch(3));
        SavedModelExport.write(bundle, folder);
        try (SavedModelBundle loaded = portable.architecture() instanceof Baseline.Network
                ? loadUnoptimized()
                : SavedModelBundle.load(folder.toString(), "serve")) {
            for (int size : new int[] {1, 3}) {
                ask(loaded, portable.batch(size)).isCloseTo(Answer.of(expected, size));
            }
        }
    }

    /** Without Grappler: with ResNet3D101's 325 MiB of weights its passes take 6 to 20 s before the first answer. */
    private SavedModelBundle loadUnoptimized() {
        RewriterConfig rewriting =
                RewriterConfig.newBuilder().setDisableMetaOptimizer(true).build();
        return SavedModelBundle.loader(folder.toString())
                .withTags("serve")
                .withConfigProto(ConfigProto.newBuilder()
                        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriting))
                        .build())
                .load();
    }

    private static Answer ask(SavedModelBundle model, Batch batch) {
        Shape shape = Shape.of(
                batch.size(),
                batch.grid().depth(),
                batch.grid().height(),
                batch.grid().width(),
                batch.channels());
        try (TFloat32 volumes = TFloat32.tensorOf(shape, DataBuffers.of(batch.voxels()));
                Result result = model.function("serving_default").call(Map.of("volumes", volumes))) {
            return new Answer(floats(result, "logits"), floats(result, "probabilities"), floats(result, "cam"));
        }
    }

    private static float[] floats(Result result, String output) {
        TFloat32 tensor = (TFloat32) result.get(output).orElseThrow();
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }

    private MetaGraphDef written() throws IOException {
        SavedModelExport.write(PortableCase.CONVOLVING.bundle(), folder);
        try (InputStream file = Files.newInputStream(folder.resolve("saved_model.pb"))) {
            SavedModel model = SavedModel.parseFrom(file);
            assertThat(model.getMetaGraphsCount()).isEqualTo(1);
            return model.getMetaGraphs(0);
        }
    }

    @Test
    void theSignatureIsTheOneThatServingAsksFor() throws IOException {
        MetaGraphDef graph = written();
        assertThat(graph.getMetaInfoDef().getTagsCount()).isEqualTo(1);
        assertThat(graph.getMetaInfoDef().getTags(0)).isEqualTo("serve");
        assertThat(graph.getSignatureDefMap()).containsOnlyKeys("serving_default");
        SignatureDef signature = graph.getSignatureDefOrThrow("serving_default");
        assertThat(signature.getMethodName()).isEqualTo("tensorflow/serving/predict");
        assertThat(signature.getInputsMap()).containsOnlyKeys("volumes");
        assertThat(signature.getOutputsMap()).containsOnlyKeys("logits", "probabilities", "cam");
        assertThat(shape(signature.getInputsOrThrow("volumes"))).containsExactly(-1L, 5L, 12L, 11L, 1L);
        assertThat(shape(signature.getOutputsOrThrow("logits"))).containsExactly(-1L, 2L);
        assertThat(shape(signature.getOutputsOrThrow("probabilities"))).containsExactly(-1L, 2L);
        assertThat(shape(signature.getOutputsOrThrow("cam"))).containsExactly(-1L, 2L, 3L, 2L, 2L);
    }

    private static List<Long> shape(TensorInfo tensor) {
        assertThat(tensor.getDtype()).isEqualTo(DataType.DT_FLOAT);
        return tensor.getTensorShape().getDimList().stream().map(Dim::getSize).toList();
    }

    @Test
    void theGraphHoldsItsWeightsAndOnlyOperationsThatEveryTensorFlowHas() throws IOException {
        assertThat(written().getGraphDef().getNodeList().stream().map(NodeDef::getOp))
                .isNotEmpty()
                .isSubsetOf(
                        "Add",
                        "AddN",
                        "BiasAdd",
                        "Const",
                        "Conv3D",
                        "DepthwiseConv2dNative",
                        "MatMul",
                        "Mean",
                        "PadV2",
                        "Placeholder",
                        "Relu6",
                        "Reshape",
                        "Softmax",
                        "StridedSlice",
                        "Transpose");
        assertThat(folder.resolve("variables")).doesNotExist();
    }

    @Test
    void theFolderSaysLabelsInputAndProvenance() throws IOException {
        ModelBundle bundle = PortableCase.SKIPPING.bundle();
        SavedModelExport.write(bundle, folder);
        assertThat(folder.resolve("assets.extra").resolve("bundle.json"))
                .hasBinaryContent(bundle.description())
                .content()
                .contains("class 0", "5x12x11", "Skips of all kinds");
    }

    @Test
    void aFolderWithSomethingInItIsRefusedAndLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
        ModelBundle bundle = PortableCase.SKIPPING.bundle();
        assertThatThrownBy(() -> SavedModelExport.write(bundle, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " is not empty; name a new or empty folder for the SavedModel");
        assertThatThrownBy(() -> SavedModelExport.write(bundle, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + " is a file; name a new or empty folder for the SavedModel");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.resolve("saved_model.pb")).doesNotExist();
    }
}
