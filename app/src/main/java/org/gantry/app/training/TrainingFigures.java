package org.gantry.app.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;
import org.jspecify.annotations.Nullable;

/** Trainings for programs. */
public final class TrainingFigures {
    private TrainingFigures() {}

    /** A data set for programs: digest, labels, and scans by role and label. */
    public static Map<String, Object> dataset(DatasetManifest manifest) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("name", manifest.name());
        figures.put("digest", manifest.digest());
        figures.put("labels", manifest.labels());
        figures.put("scans", scans(manifest));
        return figures;
    }

    /** How many scans of each label a role has. */
    public static Map<Role, Map<String, Long>> scans(DatasetManifest manifest) {
        return manifest.entries().stream()
                .collect(Collectors.groupingBy(
                        DatasetManifest.Entry::role,
                        TreeMap::new,
                        Collectors.groupingBy(
                                e -> manifest.labels().get(e.label()), TreeMap::new, Collectors.counting())));
    }

    /** What is asked: data set, seed, input and plan. */
    public static Map<String, Object> settings(TrainingSpec spec) {
        TrainingPlan plan = spec.plan();
        Schedule schedule = plan.schedule();
        Regularisation regularisation = plan.regularisation();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("input", spec.input().size().toString());
        settings.put("windowLevel", spec.input().windowLevel());
        settings.put("windowWidth", spec.input().windowWidth());
        settings.put("lungsOnly", spec.input().lungsOnly());
        settings.put("epochs", plan.epochs());
        settings.put("batch", plan.batch());
        settings.put("accumulation", plan.accumulation());
        settings.put("patience", plan.patience());
        settings.put("precision", plan.precision());
        settings.put("rate", schedule.initialRate());
        settings.put("lastRate", schedule.lastRate());
        settings.put("warmUp", schedule.warmUpEpochs());
        settings.put("dropout", regularisation.dropout());
        settings.put("weightDecay", regularisation.weightDecay());
        settings.put("labelSmoothing", regularisation.labelSmoothing());
        settings.put("balanced", regularisation.balanced());
        settings.put("averaging", regularisation.averaging());
        return settings;
    }

    /** A network and what it costs. */
    public static Map<String, Object> model(NamedModel model, NetworkDescription cost) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("name", model.title());
        figures.put("network", model.choice().toString());
        if (model.choice() instanceof SearchedModel searched) {
            figures.put("widths", searched.widths().toString());
            figures.put("strides", searched.strides().toString());
        }
        figures.put("parameters", cost.parameters());
        figures.put("mib", cost.mib());
        figures.put("macs", cost.macs());
        return figures;
    }

    /** How a training went: its epochs, its choice and its one test. */
    public static Map<String, @Nullable Object> course(TrainingRecord record) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("training", record.spec().job());
        figures.put("seed", record.spec().seed());
        record.failure().ifPresent(reason -> figures.put("failure", reason));
        record.ended().ifPresent(end -> {
            figures.put("validationAccuracy", end.performance());
            figures.put("validationLoss", end.loss());
        });
        record.test().ifPresent(test -> {
            figures.put("chosenEpoch", test.epoch() + 1);
            figures.put("test", test.metrics().figures());
            figures.put("scansPerSecond", test.scansPerSecond());
        });
        figures.put(
                "curve", record.epochs().stream().map(TrainingFigures::epoch).toList());
        return figures;
    }

    private static Map<String, Object> epoch(EpochCompleted epoch) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("epoch", epoch.epoch() + 1);
        figures.put("trainLoss", epoch.trainLoss());
        figures.put("trainAccuracy", epoch.trainAccuracy());
        figures.put("validationLoss", epoch.validationLoss());
        figures.put("validationAccuracy", epoch.validationAccuracy());
        return figures;
    }
}
