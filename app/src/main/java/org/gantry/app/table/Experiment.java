package org.gantry.app.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gantry.app.Version;
import org.gantry.app.training.TrainingFigures;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;

/**
 * What all networks of a table have in common.
 *
 * @param name of the benchmark
 * @param manifest the data set
 * @param seeds of the trainings
 * @param spec one of the trainings, for what all share
 */
public record Experiment(String name, DatasetManifest manifest, List<Long> seeds, TrainingSpec spec) {
    public Experiment {
        seeds = List.copyOf(seeds);
    }

    /** What a table was made on, for programs. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("name", name);
        figures.put("dataset", TrainingFigures.dataset(manifest));
        figures.put("majorityAccuracy", majorityAccuracy());
        figures.put("seeds", seeds);
        figures.put("settings", TrainingFigures.settings(spec));
        figures.put("software", Version.provenance());
        figures.put("system", system());
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        return figures;
    }

    /** For people, in lines. */
    public List<String> lines() {
        return List.of(
                String.format(
                        "on          %s (%s): %d train, %d validation, %d test scans of %s; always answering the most"
                                + " frequent label: %.1f %%",
                        manifest.name(),
                        manifest.digest().substring(0, 12),
                        manifest.of(DatasetManifest.train()).size(),
                        count(Role.VALIDATION),
                        tests(),
                        manifest.labels(),
                        100 * majorityAccuracy()),
                String.format(
                        "trained     %d epochs of batches of %d, volumes of %s, seeds %s; mean ± standard deviation",
                        spec.plan().epochs(), spec.plan().batch(), spec.input().size(), seeds),
                String.format(
                        "by          %s, %s, %d cores",
                        Version.provenance(), system(), Runtime.getRuntime().availableProcessors()));
    }

    /** How many scans each was tested on. */
    int tests() {
        return count(Role.TEST);
    }

    private int count(Role role) {
        return manifest.of(Set.of(role)).size();
    }

    /** Accuracy on test of always answering its most frequent label. */
    double majorityAccuracy() {
        int[] counts = new int[manifest.labels().size()];
        int most = 0;
        for (DatasetManifest.Entry entry : manifest.of(Set.of(Role.TEST))) {
            counts[entry.label()]++;
            most = Math.max(most, counts[entry.label()]);
        }
        return most / (double) Math.max(1, tests());
    }

    private static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
