package org.gantry.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.ScanHeader;
import org.jspecify.annotations.Nullable;

/** Scans, data sets, models and predictions as the HTTP API writes them. */
final class BoardJson {
    private BoardJson() {}

    /** A list and how many there have been in all, those that the dashboard has forgotten included. */
    static <V> JsonObject list(long total, Collection<V> values, Function<V, JsonObject> write) {
        return new JsonObject().put("total", total).put("items", array(values, write));
    }

    static <V> JsonArray array(Collection<V> values, Function<V, ?> write) {
        return new JsonArray(values.stream().map(write).toList());
    }

    static JsonObject totals(Board.Totals totals) {
        return new JsonObject()
                .put("scans", totals.scans())
                .put("datasets", totals.datasets())
                .put("runs", totals.runs())
                .put("architectures", totals.architectures())
                .put("models", totals.models())
                .put("predictions", totals.predictions());
    }

    static JsonObject scan(ScanCompleted scan) {
        ScanHeader header = scan.header();
        return new JsonObject()
                .put("scan", header.scanId())
                .put("patient", header.patientId())
                .put("dataset", header.dataset())
                .put("hounsfield", header.intensity().hu())
                .put("slices", scan.slices())
                .put("rows", header.rows())
                .put("columns", header.columns())
                .put("digest", scan.contentDigest())
                .put("oddities", new JsonArray(scan.oddities()));
    }

    static JsonObject dataset(DatasetSummary dataset) {
        JsonObject scans = new JsonObject();
        for (Role role : Role.values()) {
            List<Integer> counts = dataset.scans().getOrDefault(role, List.of());
            scans.put(role.name(), byLabel(dataset.labels(), counts));
        }
        return new JsonObject()
                .put("dataset", dataset.name())
                .put("labels", new JsonArray(dataset.labels()))
                .put("patients", dataset.patients())
                .put("scans", scans)
                .put("digest", dataset.digest());
    }

    static JsonObject model(ModelAnnounced model) {
        return new JsonObject()
                .put("model", model.model())
                .put("digest", model.digest())
                .put("bytes", model.content().size())
                .put("labels", new JsonArray(model.labels()))
                .put("network", model.network().toString())
                .put("operations", operations(model.network()))
                .put("input", model.preprocessing().size().toString())
                .put("test", metrics(model.test()))
                .put("provenance", provenance(model.provenance()));
    }

    static JsonObject prediction(Prediction prediction) {
        List<Float> probabilities = IntStream.range(0, prediction.probabilities().length)
                .mapToObj(c -> prediction.probabilities()[c])
                .toList();
        return new JsonObject()
                .put("scan", prediction.scanId())
                .put("label", prediction.label())
                .put("probabilities", byLabel(prediction.labels(), probabilities))
                .put("abstains", prediction.trust().abstains())
                .put("abstention", prediction.trust().abstention().name())
                .put("foreign", prediction.trust().foreign().orElse(null))
                .put("model", prediction.model())
                .put("modelDigest", prediction.modelDigest())
                .put("provenance", provenance(prediction.provenance()));
    }

    /** The paper's names of a genotype's operations, first block first. */
    static JsonArray operations(Genotype genotype) {
        return new JsonArray(
                genotype.operations().stream().map(o -> o.paperName()).toList());
    }

    /** The same of a searched network; a baseline has none. */
    static @Nullable JsonArray operations(ModelChoice network) {
        return network instanceof SearchedModel searched ? operations(searched.genotype()) : null;
    }

    /** JSON knows no NaN and no infinity. */
    static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static JsonObject metrics(Metrics metrics) {
        JsonObject figures = new JsonObject();
        metrics.figures().forEach(figures::put);
        return figures.put("confusion", array(Arrays.asList(metrics.confusion()), BoardJson::row));
    }

    private static JsonArray row(int[] counts) {
        return new JsonArray(Arrays.stream(counts).boxed().toList());
    }

    private static JsonObject provenance(Provenance provenance) {
        return new JsonObject()
                .put("run", provenance.run())
                .put("dataset", provenance.dataset())
                .put("datasetDigest", provenance.datasetDigest())
                .put("seed", provenance.seed())
                .put("config", provenance.config())
                .put("software", provenance.software())
                .put("time", provenance.time().toString());
    }

    private static JsonObject byLabel(List<String> labels, List<?> values) {
        JsonObject json = new JsonObject();
        IntStream.range(0, values.size()).forEach(i -> json.put(labels.get(i), values.get(i)));
        return json;
    }
}
