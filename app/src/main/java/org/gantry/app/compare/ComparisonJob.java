package org.gantry.app.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.gantry.app.Progress;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.scan.DatasetManifest;

/** Waits for the runs of a comparison, tells of their course, and holds what they came to. */
public final class ComparisonJob {
    private final DatasetManifest manifest;
    private final Budget budget;
    private final Set<String> told = new HashSet<>();
    private Comparison comparison;

    /** A comparison of runs that come in pairs, on a data set. */
    public ComparisonJob(DatasetManifest manifest, List<RunSpec> specs) {
        this.manifest = manifest;
        this.budget = Budget.of(specs, manifest);
        this.comparison = Comparison.of(
                manifest, budget, specs.stream().map(RunTrace::new).toList());
    }

    /** What each run spends, for people. */
    public String budget() {
        return budget.text();
    }

    /** Epochs of all runs together. */
    public long epochs() {
        return budget.epochs();
    }

    /** Waits for all runs; a line for each that is over. */
    public void await(ComparedRuns runs, Progress progress, Consumer<String> say) throws InterruptedException {
        List<RunTrace> over = runs.await(now -> {
            progress.stepTo(now.stream().mapToLong(RunTrace::epochs).sum());
            now.stream().filter(run -> run.over() && told.add(run.spec().run())).forEach(run -> say.accept(line(run)));
        });
        comparison = Comparison.of(manifest, budget, over);
    }

    private static String line(RunTrace run) {
        StringBuilder line = new StringBuilder(String.format("%-20s", run.spec().run()));
        run.failure().ifPresent(why -> line.append(" failed: ").append(why));
        for (Measure measure : Measure.values()) {
            measure.of(run)
                    .ifPresent(value -> line.append(String.format(Locale.ROOT, " %s %.3f", measure.key(), value)));
        }
        return line.toString();
    }

    /** Writes text, JSON and picture. */
    public void write(Path folder) throws IOException {
        comparison.write(folder);
    }

    /** What came out, for people. */
    public List<String> lines() {
        return ComparisonText.lines(comparison)
                .subList(1, ComparisonText.lines(comparison).size());
    }

    /** What came out, for programs. */
    public Map<String, Object> figures() {
        return comparison.figures();
    }

    /** Whether any run failed. */
    public boolean failed() {
        return !comparison.failures().isEmpty();
    }
}
