package org.gantry.dashboard;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gantry.dashboard.TrainingState.Outcome;
import org.gantry.dashboard.search.SearchState;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.RunStanding;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;

/** Where one run stands, from what four topics say of it, in whatever order they are read. */
final class RunState {
    static final int MOST_ARCHITECTURES = 100;

    /** A search, a retraining, and as many short trainings as anybody asks for. */
    private static final int MOST_TRAININGS = 256;

    /** Steps of a search in the order in which a trainer takes them. */
    private static final Comparator<StepTaken> IN_ORDER = Comparator.comparingInt(StepTaken::epoch)
            .thenComparingInt(StepTaken::step)
            .thenComparingInt(s -> s.phase().order())
            .thenComparingInt(StepTaken::index);

    private final String run;
    private final Latest<TrainingState> trainings = new Latest<>(MOST_TRAININGS);
    private final Leaderboard architectures = new Leaderboard(MOST_ARCHITECTURES);
    private final SearchState search = new SearchState();
    private RunStanding standing = RunStanding.UNKNOWN;
    private final Map<Concern, Warned> warnings = new EnumMap<>(Concern.class);
    private Optional<StepTaken> lastStep = Optional.empty();
    private long stepsTaken;

    /**
     * How far a run's stage is.
     *
     * @param done epochs completed
     * @param of epochs asked for
     */
    record Progress(int done, int of) {}

    RunState(String run) {
        this.run = run;
    }

    void on(RunEvent event) {
        standing = standing.after(event);
        if (event instanceof Warned warned) {
            warnings.put(warned.concern(), warned);
        }
    }

    void on(TrainingEvent event) {
        TrainingState before = trainings.get(event.job()).orElseGet(() -> TrainingState.begin(event.job()));
        trainings.put(event.job(), before.after(event));
    }

    /** Counts a step; one that is not after the last was seen before. */
    void on(StepTaken step) {
        if (lastStep.isEmpty() || IN_ORDER.compare(step, lastStep.get()) > 0) {
            lastStep = Optional.of(step);
            stepsTaken++;
            search.on(step);
        }
    }

    void on(Draw draw) {
        search.on(draw);
    }

    void on(ArchitectureMeasured architecture) {
        if (architectures.add(architecture)) {
            search.on(architecture);
        }
    }

    String run() {
        return run;
    }

    /** What was asked, what is wished, where it stands. */
    RunStanding standing() {
        return standing;
    }

    Optional<RunSpec> spec() {
        return standing.asked();
    }

    Optional<Status> status() {
        return standing.status();
    }

    SearchState search() {
        return search;
    }

    /** What its searcher warned of, each concern once. */
    List<Warned> warnings() {
        return List.copyOf(warnings.values());
    }

    Optional<StepTaken> lastStep() {
        return lastStep;
    }

    long stepsTaken() {
        return stepsTaken;
    }

    Leaderboard architectures() {
        return architectures;
    }

    /** Its trainings by job. */
    List<TrainingState> trainings() {
        return trainings.oldestFirst().stream()
                .sorted(Comparator.comparing(TrainingState::job))
                .toList();
    }

    /** Epochs that its trainings have completed, all together. */
    int epochsDone() {
        return trainings.oldestFirst().stream()
                .mapToInt(TrainingState::epochsDone)
                .sum();
    }

    /** A run of trainings alone, which no searcher conducts, has ended when all of them have. */
    boolean ended() {
        return status().map(s -> s.stage().ended())
                .orElseGet(() -> trainingsAlone()
                        && trainings.oldestFirst().stream().allMatch(t -> t.outcome() != Outcome.RUNNING));
    }

    private boolean trainingsAlone() {
        return spec().isEmpty()
                && !trainings.oldestFirst().isEmpty()
                && trainings.oldestFirst().stream().allMatch(t -> t.spec().isPresent() || t.isEnsemble());
    }

    /** How far its stage is; empty before it began, after it ended, and while what was asked is unknown. */
    Optional<Progress> progress() {
        return trainingsAlone()
                ? alone()
                : spec().flatMap(asked -> status().map(Status::stage).flatMap(stage -> progress(asked, stage)));
    }

    private Optional<Progress> alone() {
        int done = 0;
        int of = 0;
        for (TrainingState training : trainings.oldestFirst()) {
            int asked = training.spec().map(s -> s.plan().epochs()).orElse(0);
            done += training.behind(asked);
            of += asked;
        }
        return ended() ? Optional.empty() : Optional.of(new Progress(done, of));
    }

    private Optional<Progress> progress(RunSpec asked, Stage stage) {
        return switch (stage) {
            case SEARCHING ->
                Optional.of(together(List.of(asked.searchJob()), asked.search().epochs()));
            case RANKING ->
                Optional.of(together(
                        jobs(purpose -> purpose == Purpose.RANK),
                        asked.evaluation().shortEpochs()));
            case RETRAINING ->
                Optional.of(together(
                        jobs(Purpose::bundles), asked.evaluation().plan().epochs()));
            case COMPLETED, FAILED, PAUSED, STOPPED -> Optional.empty();
        };
    }

    /** A search may have measured fewer different architectures than candidates were asked for. */
    private List<String> jobs(Predicate<Purpose> wanted) {
        return trainings.oldestFirst().stream()
                .filter(t -> t.spec().map(TrainingSpec::purpose).filter(wanted).isPresent())
                .map(TrainingState::job)
                .toList();
    }

    private Progress together(List<String> jobs, int epochsEach) {
        int done = jobs.stream()
                .flatMap(job -> trainings.get(job).stream())
                .mapToInt(t -> t.behind(epochsEach))
                .sum();
        return new Progress(done, jobs.size() * epochsEach);
    }
}
