package org.gantry.network.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.gantry.network.Batch;
import org.gantry.network.Inference;
import org.gantry.network.ModelBundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An ONNX file stands by itself: a runtime that knows nothing of TensorFlow answers what the network answers. */
class OnnxExportTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("model.onnx");
    }

    static Stream<PortableCase> cases() {
        return Stream.of(
                PortableCase.CONVOLVING, PortableCase.SKIPPING, PortableCase.DENSENET, PortableCase.MIXED_CONVOLUTIONS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRuntimeAnswersBatchesOfAnySizeAsTheNetworkDoes(PortableCase portable) throws IOException, OrtException {
        ModelBundle bundle = portable.bundle();
        Inference expected = portable.expected(bundle, portable.batch(3));
        OnnxExport.write(bundle, file);
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
            for (int size : new int[] {1, 3}) {
                ask(session, portable.batch(size)).isCloseTo(Answer.of(expected, size));
            }
        }
    }

    private static Answer ask(OrtSession session, Batch batch) throws OrtException {
        long[] shape = {
            batch.size(),
            batch.grid().depth(),
            batch.grid().height(),
            batch.grid().width(),
            batch.channels()
        };
        try (OnnxTensor volumes = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), FloatBuffer.wrap(batch.voxels()), shape);
                OrtSession.Result result = session.run(Map.of("volumes", volumes))) {
            return new Answer(floats(result, "logits"), floats(result, "probabilities"), floats(result, "cam"));
        }
    }

    private static float[] floats(OrtSession.Result result, String output) {
        return ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer().array();
    }

    @Test
    void theFileSaysItsShapesLabelsInputAndProvenance() throws IOException, OrtException {
        ModelBundle bundle = PortableCase.SKIPPING.bundle();
        OnnxExport.write(bundle, file);
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
            assertThat(session.getInputNames()).containsExactly("volumes");
            assertThat(session.getOutputNames()).containsExactly("logits", "probabilities", "cam");
            assertThat(session.getInputInfo())
                    .hasEntrySatisfying(
                            "volumes",
                            volumes -> assertThat(((TensorInfo) volumes.getInfo()).getShape())
                                    .containsExactly(-1, 5, 12, 11, 1));
            assertThat(session.getMetadata().getCustomMetadata())
                    .containsEntry("gantry.bundle", new String(bundle.description(), StandardCharsets.UTF_8));
        }
    }
}
