package org.gantry.app.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gantry.app.Json;
import org.gantry.domain.answer.Disagreement;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;
import org.jspecify.annotations.Nullable;

/** What a run came to, as figures: a pure function of what it left on the bus. */
public final class Report {
    private final RunResults results;

    public Report(RunResults results) {
        this.results = results;
    }

    /** The measured architectures, the best trained first, then the best measured. */
    public List<Leaderboard.Line> leaderboard() {
        return Leaderboard.lines(results.record(), results.architectures());
    }

    /** How often alpha was moved. */
    public int alphaUpdates() {
        return results.spec().search().mode() == Mode.RANDOM
                ? 0
                : (int) results.record().alphaDraws().stream()
                        .filter(d -> d.index() == 0)
                        .count();
    }

    /** All of it, for programs. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("run", results.spec().run());
        figures.put("seed", results.spec().seed());
        figures.put("dataset", dataset());
        figures.put("widths", results.spec().widths().toString());
        figures.put("strides", results.spec().strides().toString());
        figures.put("searchEpochs", results.spec().search().epochs());
        figures.put("alphaUpdates", alphaUpdates());
        figures.put(
                "warnings",
                results.record().warnings().stream().map(Warnings::figures).toList());
        figures.put("epochs", results.spec().evaluation().plan().epochs());
        figures.put("leaderboard", leaderboard().stream().map(Report::line).toList());
        figures.put("best", results.model().network().toString());
        figures.put("test", metrics().figures());
        figures.put("model", results.model().digest());
        if (!results.model().members().isEmpty()) {
            figures.put("ensemble", ensemble());
        }
        return figures;
    }

    /** Its members, and what their disagreement on the test scans says of errors. */
    private Map<String, @Nullable Object> ensemble() {
        List<DatasetManifest.Entry> answered = results.manifest().of(EnumSet.of(Role.TEST)).stream()
                .filter(entry -> results.predictions().containsKey(entry.scanId()))
                .toList();
        boolean[] wrong = new boolean[answered.size()];
        double[] disagreements = new double[answered.size()];
        for (int i = 0; i < wrong.length; i++) {
            Prediction p = Objects.requireNonNull(
                    results.predictions().get(answered.get(i).scanId()));
            wrong[i] = p.classIndex() != answered.get(i).label();
            disagreements[i] = p.trust().disagreement().orElse(0);
        }
        Disagreement.OnErrors found = Disagreement.OnErrors.of(wrong, disagreements);
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("members", results.model().members());
        figures.put("disagreementWhereRight", Json.orNull(found.whereRight()));
        figures.put("disagreementWhereWrong", Json.orNull(found.whereWrong()));
        figures.put("disagreementAurocOfErrors", Json.orNull(found.auroc()));
        return figures;
    }

    private Map<String, Object> dataset() {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("name", results.manifest().name());
        dataset.put("digest", results.manifest().digest());
        dataset.put("labels", results.manifest().labels());
        dataset.put("scans", results.manifest().entries().size());
        dataset.put("oddities", results.ingested().oddities());
        dataset.put("refused", results.ingested().refused());
        return dataset;
    }

    private static Map<String, Object> line(Leaderboard.Line line) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("genotype", line.genotype().toString());
        map.put("performance", line.performance());
        line.trained().ifPresent(t -> map.put("trained", t));
        map.put("parameters", line.parameters());
        map.put("macs", line.macs());
        return map;
    }

    /** Metrics of the one test. */
    public Metrics metrics() {
        return results.model().test();
    }

    /** Every prediction with the truth beside it, by scan. */
    public List<Map<String, Object>> predictions() {
        Map<String, DatasetManifest.Entry> truth = new LinkedHashMap<>();
        results.manifest().entries().forEach(e -> truth.put(e.scanId(), e));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Prediction p : results.predictions().values().stream()
                .sorted(Comparator.comparing(Prediction::scanId))
                .toList()) {
            DatasetManifest.Entry entry = truth.get(p.scanId());
            if (entry != null) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("scan", p.scanId());
                row.put("truth", results.manifest().labels().get(entry.label()));
                row.put("prediction", p.label());
                row.put("probabilities", p.probabilities());
                row.put("abstention", p.trust().abstention());
                p.trust().disagreement().ifPresent(nats -> row.put("disagreement", nats));
                rows.add(row);
            }
        }
        return rows;
    }
}
