package org.gantry.dashboard.inference;

import java.util.List;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.network.Grid;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/** Names and shapes of what a model takes and gives, as in its SavedModel (docs/reference/weights.md). */
final class Tensors {
    static final String INPUT = "volumes";
    static final String PROBABILITIES = "probabilities";
    static final String LABEL = "label";
    static final String FP32 = "FP32";
    static final String TEXT = "BYTES";
    static final List<String> OUTPUTS = List.of(PROBABILITIES, LABEL);

    /**
     * A tensor.
     *
     * @param name its name
     * @param datatype as the protocol calls it
     * @param shape its sizes
     */
    record Tensor(String name, String datatype, List<Integer> shape) {}

    static final Kind<Tensor> TENSOR = Shape.<Tensor>named("TensorMetadata", "A tensor that a model takes or gives.")
            .with("name", Kind.TEXT, Tensor::name)
            .with("datatype", Kind.TEXT, Tensor::datatype)
            .with("shape", Kind.list(Kind.WHOLE), Tensor::shape)
            .kind();

    static final Kind<ModelAnnounced> MODEL = Shape.<ModelAnnounced>named(
                    "ModelMetadata", "What a model takes and gives.")
            .with("name", Kind.TEXT, ModelAnnounced::model)
            .with("versions", Kind.TEXTS, m -> List.of(m.digest()))
            .with("platform", Kind.TEXT, m -> "gantry")
            .with("inputs", Kind.list(TENSOR), m -> List.of(new Tensor(INPUT, FP32, input(m))))
            .with("outputs", Kind.list(TENSOR), Tensors::outputs)
            .with("labels", Kind.TEXTS, ModelAnnounced::labels)
            .kind();

    private Tensors() {}

    /** (batch, depth, height, width, channel). */
    static List<Integer> input(ModelAnnounced model) {
        Grid size = model.preprocessing().size();
        return List.of(1, size.depth(), size.height(), size.width(), 1);
    }

    private static List<Tensor> outputs(ModelAnnounced model) {
        return List.of(
                new Tensor(PROBABILITIES, FP32, List.of(1, model.labels().size())),
                new Tensor(LABEL, TEXT, List.of(1)));
    }
}
