package org.gantry.dashboard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.gantry.dashboard.search.SearchRoutes.Watched;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;

/** What the dashboard knows: a bounded memory of what the topics said, used on one thread. */
final class Board {
    static final int MOST_SCANS = 500;
    static final int MOST_PREDICTIONS = 200;
    static final int MOST_RUNS = 200;
    private static final int MOST_DATASETS = 200;
    private static final int MOST_MODELS = 200;
    private static final int MOST_ROLES = 100_000;

    private final Latest<ScanCompleted> scans = new Latest<>(MOST_SCANS);
    private final Latest<DatasetSummary> datasets = new Latest<>(MOST_DATASETS);
    private final Latest<Role> roles = new Latest<>(MOST_ROLES);
    private final Latest<RunState> runs = new Latest<>(MOST_RUNS);
    private final Latest<ModelAnnounced> models = new Latest<>(MOST_MODELS);
    private final Latest<Prediction> predictions = new Latest<>(MOST_PREDICTIONS);
    private final Latest<ScanWay> ways = new Latest<>(MOST_SCANS);
    private final Set<String> changedWays = new LinkedHashSet<>();
    private final Set<String> changedRuns = new LinkedHashSet<>();
    private boolean caughtUp;

    /**
     * How much there has been of everything, the forgotten included; of architectures, those of the runs that it knows.
     */
    record Totals(long scans, long datasets, long runs, long architectures, long models, long predictions) {}

    void on(ScanCompleted scan) {
        String scanId = scan.header().scanId();
        scans.put(scanId, scan);
        changeWay(scanId, way -> way.on(scan));
        roles.get(scanId).ifPresent(role -> changeWay(scanId, way -> way.on(role)));
    }

    void on(Slice slice) {
        changeWay(slice.header().scanId(), way -> way.on(slice));
    }

    void on(VolumeToClassify volume) {
        changeWay(volume.header().scanId(), way -> way.on(volume));
    }

    void on(DatasetManifest manifest) {
        datasets.put(manifest.name(), DatasetSummary.of(manifest));
        for (Entry entry : manifest.entries()) {
            roles.put(entry.scanId(), entry.role());
            if (ways.get(entry.scanId()).isPresent()) {
                changeWay(entry.scanId(), way -> way.on(entry.role()));
            }
        }
    }

    void on(RunEvent event) {
        change(event.run(), run -> run.on(event));
    }

    void on(TrainingEvent event) {
        change(runOf(event.job()), run -> run.on(event));
    }

    void on(Draw draw) {
        change(runOf(draw.job()), run -> run.on(draw));
    }

    void on(StepTaken step) {
        change(runOf(step.job()), run -> run.on(step));
    }

    void on(ArchitectureMeasured architecture) {
        change(runOf(architecture.job()), run -> run.on(architecture));
    }

    void on(ModelAnnounced model) {
        models.put(model.model(), model);
    }

    void on(Prediction prediction) {
        predictions.put(prediction.scanId() + ' ' + prediction.modelDigest(), prediction);
        changeWay(prediction.scanId(), way -> way.on(prediction));
    }

    Latest<ScanCompleted> scans() {
        return scans;
    }

    Latest<DatasetSummary> datasets() {
        return datasets;
    }

    Latest<RunState> runs() {
        return runs;
    }

    Latest<ModelAnnounced> models() {
        return models;
    }

    Latest<Prediction> predictions() {
        return predictions;
    }

    /** Where a scan is on its way. */
    Optional<ScanWay> way(String scan) {
        return ways.get(scan);
    }

    /** The ways of all scans that it knows, the one that it heard of last first. */
    List<ScanWay> ways() {
        return ways.newestFirst();
    }

    /** A search that it knows. */
    Optional<Watched> search(String name) {
        return runs.get(name)
                .map(run -> new Watched(
                        name,
                        run.search(),
                        run.standing().asked(),
                        run.standing()
                                .asked()
                                .flatMap(spec -> datasets.get(spec.dataset()))
                                .map(dataset -> dataset.labels().size())
                                .orElse(0),
                        run.architectures().bestFirst()));
    }

    /** The best architectures of one run, or of all runs that it knows together, best first. */
    List<ArchitectureMeasured> architectures(Optional<String> run) {
        return run.map(name -> runs.get(name).stream().toList()).orElseGet(runs::oldestFirst).stream()
                .flatMap(r -> r.architectures().bestFirst().stream())
                .sorted(Leaderboard.BEST_FIRST)
                .limit(RunState.MOST_ARCHITECTURES)
                .toList();
    }

    Totals totals() {
        long architectures = runs.oldestFirst().stream()
                .mapToLong(r -> r.architectures().measured())
                .sum();
        return new Totals(
                scans.total(), datasets.total(), runs.total(), architectures, models.total(), predictions.total());
    }

    /** All that stood on the topics at the start has been read. */
    void catchUp() {
        caughtUp = true;
    }

    boolean caughtUp() {
        return caughtUp;
    }

    /** The runs that changed since this was last asked. */
    List<RunState> takeChangedRuns() {
        List<RunState> changed =
                changedRuns.stream().flatMap(name -> runs.get(name).stream()).toList();
        changedRuns.clear();
        return changed;
    }

    /** The ways that changed since this was last asked. */
    List<ScanWay> takeChangedWays() {
        List<ScanWay> changed =
                changedWays.stream().flatMap(scan -> ways.get(scan).stream()).toList();
        changedWays.clear();
        return changed;
    }

    private void changeWay(String scan, Consumer<ScanWay> change) {
        ScanWay way = ways.get(scan).orElseGet(() -> new ScanWay(scan));
        change.accept(way);
        ways.put(scan, way);
        changedWays.add(scan);
    }

    private void change(String name, Consumer<RunState> change) {
        RunState run = runs.get(name).orElseGet(() -> new RunState(name));
        change.accept(run);
        runs.put(name, run);
        changedRuns.add(name);
    }

    /** A run's jobs are {@code run/search}, {@code run/short-0}, {@code run/full}. */
    private static String runOf(String job) {
        int slash = job.indexOf('/');
        return slash < 0 ? job : job.substring(0, slash);
    }
}
