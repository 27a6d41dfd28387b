package org.gantry.app.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.app.Json;
import org.gantry.app.Version;
import org.gantry.app.compare.RunTrace.Candidate;
import org.gantry.app.report.PairsPicture;
import org.gantry.app.report.Pictures;
import org.gantry.app.training.TrainingFigures;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.scan.DatasetManifest;

/**
 * A search compared with chance at equal budget: a pure function of what the runs left on the bus.
 *
 * @param manifest the data set
 * @param budget what each run may spend
 * @param mode runs of the mode that is claimed to be better, one a seed
 * @param control runs of the same seeds whose alpha stands still
 */
record Comparison(DatasetManifest manifest, Budget budget, List<RunTrace> mode, List<RunTrace> control) {
    Comparison {
        mode = List.copyOf(mode);
        control = List.copyOf(control);
    }

    /** Of all runs that are over. */
    static Comparison of(DatasetManifest manifest, Budget budget, List<RunTrace> runs) {
        return new Comparison(
                manifest,
                budget,
                runs.stream()
                        .filter(r -> r.spec().search().mode() != Mode.RANDOM)
                        .toList(),
                runs.stream()
                        .filter(r -> r.spec().search().mode() == Mode.RANDOM)
                        .toList());
    }

    /** The name of what is compared with chance. */
    Mode claimed() {
        return mode.get(0).spec().search().mode();
    }

    List<Pairs> pairs() {
        return Arrays.stream(Measure.values())
                .map(m -> Pairs.of(m, mode, control))
                .toList();
    }

    /** The runs that failed, with their reasons, for people. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (List<RunTrace> side : List.of(mode, control)) {
            side.forEach(run -> run.failure()
                    .ifPresent(why -> failures.add("failed: " + run.spec().run() + ": " + why)));
        }
        return failures;
    }

    /** All of it, for programs: every run's own figures too. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("dataset", TrainingFigures.dataset(manifest));
        figures.put("mode", claimed().toString());
        figures.put("budget", budget.figures());
        figures.put("test", SignFlip.NAME);
        for (Pairs pairs : pairs()) {
            figures.put(pairs.measure().key(), pairs.figures());
        }
        figures.put("causes", Causes.of(mode).figures());
        figures.put("causesRandom", Causes.of(control).figures());
        figures.put(
                "runs",
                List.of(mode, control).stream()
                        .flatMap(List::stream)
                        .map(Comparison::figures)
                        .toList());
        figures.put("software", Version.provenance());
        return figures;
    }

    private static Map<String, Object> figures(RunTrace run) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("run", run.spec().run());
        figures.put("seed", run.spec().seed());
        figures.put("mode", run.spec().search().mode().toString());
        figures.put(
                "candidates", run.candidates().stream().map(Comparison::figures).toList());
        run.test().ifPresent(test -> figures.put("test", test.metrics().figures()));
        run.failure().ifPresent(why -> figures.put("failure", why));
        return figures;
    }

    private static Map<String, Object> figures(Candidate candidate) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("genotype", candidate.genotype().toString());
        figures.put("shared", candidate.shared());
        figures.put("trained", candidate.trained());
        figures.put("parameters", candidate.parameters());
        return figures;
    }

    /** Writes {@code comparison} as text, JSON and picture. */
    void write(Path folder) throws IOException {
        Files.write(folder.resolve("comparison.txt"), ComparisonText.lines(this));
        Files.writeString(folder.resolve("comparison.json"), Json.pretty(figures()));
        Pictures.write(PairsPicture.of(ComparisonText.picture(this)), folder.resolve("comparison.png"));
    }
}
