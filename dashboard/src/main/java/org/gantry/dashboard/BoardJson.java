package org.gantry.dashboard;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Abstention;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/** Scans, data sets, models and predictions as the HTTP API writes them. */
final class BoardJson {
    static final Kind<ScanCompleted> SCAN = Shape.<ScanCompleted>named("Scan", "A scan that is complete.")
            .with("scan", Kind.TEXT, s -> s.header().scanId())
            .with("patient", Kind.TEXT, s -> s.header().patientId())
            .with("dataset", Kind.TEXT, s -> s.header().dataset())
            .with("hounsfield", Kind.YES_NO, s -> s.header().intensity().hu())
            .with("slices", Kind.WHOLE, ScanCompleted::slices)
            .with("rows", Kind.WHOLE, s -> s.header().rows())
            .with("columns", Kind.WHOLE, s -> s.header().columns())
            .with("spacing", Kind.list(Kind.NUMBER), s -> spacing(s.header().geometry()))
            .with("digest", Kind.TEXT, ScanCompleted::contentDigest)
            .with("oddities", Kind.TEXTS, ScanCompleted::oddities)
            .kind();

    static final Kind<DatasetSummary> DATASET = Shape.<DatasetSummary>named("Dataset", "A data set, as counts.")
            .with("dataset", Kind.TEXT, DatasetSummary::name)
            .with("labels", Kind.TEXTS, DatasetSummary::labels)
            .with("patients", Kind.WHOLE, DatasetSummary::patients)
            .with("scans", Kind.map(Kind.map(Kind.WHOLE)), BoardJson::byRole)
            .with("digest", Kind.TEXT, DatasetSummary::digest)
            .kind();

    private static final Kind<Provenance> PROVENANCE = Shape.<Provenance>named("Provenance", "Where a model is from.")
            .with("run", Kind.TEXT, Provenance::run)
            .with("dataset", Kind.TEXT, Provenance::dataset)
            .with("datasetDigest", Kind.TEXT, Provenance::datasetDigest)
            .with("seed", Kind.WHOLE, Provenance::seed)
            .with("config", Kind.TEXT, Provenance::config)
            .with("software", Kind.TEXT, Provenance::software)
            .with("time", Kind.TIME, Provenance::time)
            .kind();

    private static final Kind<Metrics> METRICS = Shape.<Metrics>named("Metrics", "What a model's one test gave.")
            .with("count", Kind.WHOLE, Metrics::count)
            .with("accuracy", Kind.NUMBER, Metrics::accuracy)
            .with("precision", Kind.NUMBER, Metrics::precision)
            .with("sensitivity", Kind.NUMBER, Metrics::sensitivity)
            .with("specificity", Kind.NUMBER, Metrics::specificity)
            .with("f1", Kind.NUMBER, Metrics::f1)
            .with("balancedAccuracy", Kind.NUMBER, Metrics::balancedAccuracy)
            .with("auroc", Kind.NUMBER, m -> orNaN(m.auroc()))
            .with("calibrationError", Kind.NUMBER, m -> orNaN(m.calibrationError()))
            .with("majorityAccuracy", Kind.NUMBER, Metrics::majorityAccuracy)
            .with("confusion", Kind.list(Kind.list(Kind.WHOLE)), m -> rows(m.confusion()))
            .kind();

    static final Kind<ModelAnnounced> MODEL = Shape.<ModelAnnounced>named("Model", "A model that was published.")
            .with("model", Kind.TEXT, ModelAnnounced::model)
            .with("digest", Kind.TEXT, ModelAnnounced::digest)
            .with("bytes", Kind.WHOLE, m -> m.content().size())
            .with("labels", Kind.TEXTS, ModelAnnounced::labels)
            .with("network", Kind.TEXT, m -> m.network().toString())
            .with("operations", Kind.orNull(Kind.TEXTS), m -> operations(m.network()))
            .with("members", Kind.TEXTS, ModelAnnounced::members)
            .with("input", Kind.TEXT, m -> m.preprocessing().size().toString())
            .with("windowLevel", Kind.NUMBER, m -> m.preprocessing().windowLevel())
            .with("windowWidth", Kind.NUMBER, m -> m.preprocessing().windowWidth())
            .with("lungsOnly", Kind.YES_NO, m -> m.preprocessing().lungsOnly())
            .with("signed", Kind.YES_NO, m -> !m.signature().isEmpty())
            .with("test", METRICS, ModelAnnounced::test)
            .with("provenance", PROVENANCE, ModelAnnounced::provenance)
            .kind();

    static final Kind<Prediction> PREDICTION = Shape.<Prediction>named("Prediction", "A model's answer for a scan.")
            .with("scan", Kind.TEXT, Prediction::scanId)
            .with("label", Kind.TEXT, Prediction::label)
            .with("probabilities", Kind.map(Kind.NUMBER), p -> byLabel(p.labels(), floats(p.probabilities())))
            .with("abstains", Kind.YES_NO, p -> p.trust().abstains())
            .with("abstention", Kind.word(Abstention.class), p -> p.trust().abstention())
            .with("foreign", Kind.orNull(Kind.YES_NO), p -> p.trust().foreign())
            .with("disagreement", Kind.NUMBER, p -> orNaN(p.trust().disagreement()))
            .with("foreignness", Kind.NUMBER, p -> orNaN(p.trust().foreignness()))
            .with("abstainBelow", Kind.NUMBER, p -> p.trust().abstainBelow())
            .with("model", Kind.TEXT, Prediction::model)
            .with("modelDigest", Kind.TEXT, Prediction::modelDigest)
            .with("slices", Kind.list(Kind.WHOLE), p -> whole(p.slices()))
            .with("sliceScores", Kind.list(Kind.NUMBER), p -> floats(p.sliceScores()))
            .with("provenance", PROVENANCE, Prediction::provenance)
            .kind();

    private BoardJson() {}

    /** The paper's names of a genotype's operations, first block first. */
    static List<String> operations(Genotype genotype) {
        return genotype.operations().stream().map(o -> o.paperName()).toList();
    }

    /** The same of a searched network; a baseline has none. */
    static Optional<List<String>> operations(ModelChoice network) {
        return network instanceof SearchedModel searched
                ? Optional.of(operations(searched.genotype()))
                : Optional.empty();
    }

    static double orNaN(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    static List<Number> floats(float[] values) {
        return IntStream.range(0, values.length)
                .<Number>mapToObj(i -> values[i])
                .toList();
    }

    static List<Number> whole(int[] values) {
        return Arrays.stream(values).<Number>mapToObj(i -> i).toList();
    }

    static <T> Map<String, T> byLabel(List<String> labels, List<? extends T> values) {
        Map<String, T> map = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            map.put(labels.get(i), values.get(i));
        }
        return map;
    }

    /** From slice to slice, row to row, column to column, mm. */
    private static List<Number> spacing(VolumeGeometry geometry) {
        return List.of(
                geometry.slice().length(),
                geometry.row().length(),
                geometry.column().length());
    }

    private static List<List<Number>> rows(int[][] confusion) {
        return Arrays.stream(confusion).map(BoardJson::whole).toList();
    }

    private static Map<String, Map<String, Number>> byRole(DatasetSummary dataset) {
        Map<String, Map<String, Number>> scans = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            List<Integer> counts = dataset.scans().getOrDefault(role, List.of());
            scans.put(role.name(), byLabel(dataset.labels(), counts));
        }
        return scans;
    }
}
