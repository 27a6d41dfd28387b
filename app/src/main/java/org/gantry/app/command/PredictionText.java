package org.gantry.app.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.gantry.app.Json;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.Trust;
import org.jspecify.annotations.Nullable;

/** A prediction as commands say it, for people and for programs. */
final class PredictionText {
    private PredictionText() {}

    /** A prediction for programs. */
    static Map<String, Object> figures(Prediction p) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scan", p.scanId());
        figures.put("prediction", p.label());
        figures.put("labels", p.labels());
        figures.put("probabilities", p.probabilities());
        figures.put("trust", trust(p.trust()));
        figures.put("slices", p.slices());
        figures.put("sliceScores", p.sliceScores());
        figures.put("model", p.model());
        figures.put("modelDigest", p.modelDigest());
        figures.put("run", p.provenance().run());
        figures.put("dataset", p.provenance().dataset());
        figures.put("datasetDigest", p.provenance().datasetDigest());
        figures.put("seed", p.provenance().seed());
        figures.put("config", p.provenance().config());
        figures.put("software", p.provenance().software());
        figures.put("time", p.provenance().time().toString());
        return figures;
    }

    private static Map<String, @Nullable Object> trust(Trust trust) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("abstains", trust.abstains());
        figures.put("abstention", trust.abstention());
        figures.put("abstainBelow", trust.abstainBelow());
        figures.put("temperature", trust.temperature().value());
        figures.put("foreignness", Json.orNull(trust.foreignness()));
        figures.put("foreign", trust.foreign().orElse(null));
        figures.put("disagreement", Json.orNull(trust.disagreement()));
        return figures;
    }

    /** How far a prediction is to be relied on, for people: disagreement of an ensemble, and why it abstains. */
    static String reliance(Prediction p) {
        OptionalDouble disagreement = p.trust().disagreement();
        return (disagreement.isPresent()
                        ? String.format(Locale.ROOT, " disagreement %.3f", disagreement.getAsDouble())
                        : "")
                + abstention(p);
    }

    private static String abstention(Prediction p) {
        Trust trust = p.trust();
        return switch (trust.abstention()) {
            case NONE -> "";
            case UNSURE -> String.format(Locale.ROOT, " abstains: below %s", trust.abstainBelow());
            case FOREIGN_INPUT ->
                String.format(
                        Locale.ROOT,
                        " abstains: foreign input, %.1f times as far as is usual",
                        trust.foreignness().orElse(Double.NaN));
        };
    }
}
