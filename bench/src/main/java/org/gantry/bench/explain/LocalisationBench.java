package org.gantry.bench.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gantry.bench.Output;
import org.gantry.bench.Workplace;
import org.gantry.bench.explain.GroundTruth.Lesion;
import org.gantry.bench.explain.GroundTruth.Negatives;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.Preprocessing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * {@code bench/run localisation}: trains networks on phantoms with planted lesions, or on windows of real CT that hold
 * a nodule or none, by each preset of strides, and measures where the maps of further scans point, by each method.
 */
@Command(
        name = "localisation",
        description = "Where maps point, by strides and method, against lesions that are known.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class LocalisationBench implements Callable<Integer> {
    private static final String RUN = "localisation";

    @Option(names = "--phantoms", paramLabel = "N", description = "Phantoms to learn from and be tested on.")
    private int phantoms = 240;

    @Option(
            names = "--negatives",
            paramLabel = "N",
            description =
                    "In place of lesions, negatives have nothing (HEALTHY) or their voxels, SCATTERED, as the demo's.")
    private Negatives negatives = Negatives.HEALTHY;

    @Option(
            names = "--nodules",
            paramLabel = "DIR",
            description = "Crops about nodules, of which windows with and without are learned from.")
    private @Nullable Path crops;

    @Option(names = "--labels", paramLabel = "FILE", description = "Names and volumes of the nodules.")
    private @Nullable Path labels;

    @Option(
            names = "--others",
            paramLabel = "N",
            description = "Further phantoms with lesions, or crops about nodules, whose maps are measured.")
    private int others = 40;

    @Option(names = "--trainings", paramLabel = "N", description = "Of each preset, from seeds 1 to N.")
    private int trainings = 3;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of training.")
    private int epochs = 24;

    @Option(names = "--input", paramLabel = "DxHxW", description = "The volume.")
    private String input = "24x64x64";

    @Option(names = "--genotype", paramLabel = "O,O,...", description = "The architecture.")
    private String genotype = "0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6";

    @Option(names = "--strides", split = ",", paramLabel = "S", description = "Presets of strides.")
    private List<String> strides = List.of("ANISOTROPIC", "ISOTROPIC");

    @Option(names = "--methods", split = ",", paramLabel = "M", description = "How maps are made.")
    private List<String> methods = List.of(
            "cam",
            "grad-cam@5",
            "grad-cam@4",
            "grad-cam@3",
            "grad-cam@2",
            "layer-cam@5",
            "layer-cam@4",
            "layer-cam@3",
            "layer-cam@2",
            "layer-cam@1");

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if ((crops == null) != (labels == null)) {
            throw new ParameterException(output.commandLine(), "--nodules and --labels go together; give both");
        }
        List<Row> rows = new ArrayList<>();
        try (Workplace place = Workplace.open("gantry-localisation")) {
            GroundTruth truth = crops != null && labels != null
                    ? NoduleWindows.cut(place.folder(), crops, labels, others)
                    : GroundTruth.phantoms(place.folder(), phantoms, others, negatives);
            for (String preset : strides) {
                List<TrainedModel> models = new ArrayList<>();
                for (int seed = 1; seed <= trainings; seed++) {
                    Path folder = place.folder().resolve(preset + "-" + seed);
                    models.add(TrainedModel.of(folder, truth.learned(), training(preset, seed), truth.others()));
                    output.progress()
                            .printf(
                                    Locale.ROOT,
                                    "%s, seed %d: test accuracy %.3f%n",
                                    preset,
                                    seed,
                                    models.get(models.size() - 1).accuracy());
                }
                rows.addAll(measure(preset, models, truth.lesions()));
            }
        }
        if (output.json()) {
            output.result(rows);
        } else {
            output.out().println(text(rows));
        }
        return 0;
    }

    private TrainingSpec training(String preset, int seed) {
        return new TrainingSpec(
                RUN + "/full",
                GroundTruth.DATASET,
                seed,
                ModelChoice.parse(genotype, Widths.S, Strides.parse(preset)),
                Preprocessing.lung(Grid.parse(input)),
                Purpose.PUBLISH,
                plan());
    }

    /** As {@code gantry demo} trains on phantoms. */
    private TrainingPlan plan() {
        return new TrainingPlan(
                epochs,
                8,
                1,
                0,
                Precision.FLOAT32,
                new Schedule(2e-3, Schedule.PAPER.lastRate(), 0),
                new Regularisation(0.2, Regularisation.PAPER.weightDecay(), 0, false, 0));
    }

    private List<Row> measure(String preset, List<TrainedModel> models, Map<String, Lesion> lesions) {
        Map<String, List<Points>> byMethod = new LinkedHashMap<>();
        for (TrainedModel model : models) {
            try (Explained explained = new Explained(model.bundle())) {
                for (String text : methods) {
                    byMethod.computeIfAbsent(text, method -> new ArrayList<>())
                            .add(Points.of(explained, CamMethod.parse(text), model, lesions));
                }
            }
        }
        List<Double> accuracies = models.stream().map(TrainedModel::accuracy).toList();
        return byMethod.entrySet().stream()
                .map(entry -> Row.of(preset, accuracies, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String text(List<Row> rows) {
        StringBuilder text = new StringBuilder(Row.HEAD);
        rows.forEach(row -> text.append(row).append(System.lineSeparator()));
        return text.toString();
    }
}
