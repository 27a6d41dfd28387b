package org.gantry.dashboard;

import java.util.List;
import java.util.Optional;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/** Runs, their trainings and their architectures as the HTTP API writes them; what is not known yet is null. */
final class RunJson {
    private static final double MIB = 1 << 20;

    static final Kind<ArchitectureMeasured> ARCHITECTURE = Shape.<ArchitectureMeasured>named(
                    "Architecture", "An architecture that was measured.")
            .with("job", Kind.TEXT, ArchitectureMeasured::job)
            .with("epoch", Kind.WHOLE, ArchitectureMeasured::epoch)
            .with("genotype", Kind.TEXT, a -> a.genotype().toString())
            .with("operations", Kind.TEXTS, a -> BoardJson.operations(a.genotype()))
            .with("performance", Kind.NUMBER, ArchitectureMeasured::performance)
            .with("loss", Kind.NUMBER, ArchitectureMeasured::loss)
            .with("parameters", Kind.WHOLE, ArchitectureMeasured::parameters)
            .with("mib", Kind.NUMBER, a -> a.parameters() * Float.BYTES / MIB)
            .with("macs", Kind.WHOLE, ArchitectureMeasured::macs)
            .kind();

    private static final Kind<RunSpec> SETTINGS = Shape.<RunSpec>named("RunSettings", "What was asked of a run.")
            .with("dataset", Kind.TEXT, RunSpec::dataset)
            .with("seed", Kind.WHOLE, RunSpec::seed)
            .with("mode", Kind.TEXT, s -> s.search().mode().name())
            .with("widths", Kind.TEXT, s -> s.widths().toString())
            .with("strides", Kind.TEXT, s -> s.strides().toString())
            .with("searchInput", Kind.TEXT, s -> s.searchInput().size().toString())
            .with("input", Kind.TEXT, s -> s.evaluationInput().size().toString())
            .kind();

    private static final Kind<RunState.Progress> PROGRESS = Shape.<RunState.Progress>named(
                    "Progress", "How far a run's stage is.")
            .with("unit", Kind.TEXT, p -> "epochs")
            .with("done", Kind.WHOLE, RunState.Progress::done)
            .with("of", Kind.WHOLE, RunState.Progress::of)
            .kind();

    private static final Kind<Warned> WARNING = Shape.<Warned>named("Warning", "What a run's searcher warned of.")
            .with("concern", Kind.TEXT, w -> w.concern().name())
            .with("epoch", Kind.WHOLE, Warned::epoch)
            .with("message", Kind.TEXT, Warned::message)
            .kind();

    private static final Kind<StepTaken> STEP = Shape.<StepTaken>named("Step", "A step that was taken.")
            .with("epoch", Kind.WHOLE, StepTaken::epoch)
            .with("step", Kind.WHOLE, StepTaken::step)
            .with("phase", Kind.TEXT, s -> s.phase().name())
            .with("loss", Kind.NUMBER, StepTaken::loss)
            .with("accuracy", Kind.NUMBER, StepTaken::accuracy)
            .kind();

    private static final Kind<TrainingState> TRAINING = Shape.<TrainingState>named("Training", "A training of a run.")
            .with("job", Kind.TEXT, TrainingState::job)
            .with("purpose", Kind.orNull(Kind.TEXT), t -> t.request().map(RunJson::purpose))
            .with(
                    "network",
                    Kind.orNull(Kind.TEXT),
                    t -> t.spec().map(s -> s.model().toString()))
            .with("operations", Kind.orNull(Kind.TEXTS), RunJson::operations)
            .with("epochsDone", Kind.WHOLE, TrainingState::epochsDone)
            .with("accuracy", Kind.NUMBER, t -> BoardJson.orNaN(t.accuracy()))
            .with("outcome", Kind.TEXT, t -> t.outcome().name())
            .with("reason", Kind.TEXT, TrainingState::reason)
            .kind();

    static final Kind<RunState> RUN = Shape.<RunState>named("Run", "A search, or trainings of one name.")
            .with("run", Kind.TEXT, RunState::run)
            .with("settings", Kind.orNull(SETTINGS), RunState::spec)
            .with(
                    "stage",
                    Kind.orNull(Kind.TEXT),
                    r -> r.status().map(s -> s.stage().name()))
            .with("message", Kind.orNull(Kind.TEXT), r -> r.status().map(s -> s.message()))
            .with("wish", Kind.TEXT, r -> r.standing().wish().name())
            .with("warnings", Kind.list(WARNING), RunState::warnings)
            .with("ended", Kind.YES_NO, RunState::ended)
            .with("progress", Kind.orNull(PROGRESS), RunState::progress)
            .with("epochsDone", Kind.WHOLE, RunState::epochsDone)
            .with("stepsTaken", Kind.WHOLE, RunState::stepsTaken)
            .with("lastStep", Kind.orNull(STEP), RunState::lastStep)
            .with("architectures", Kind.WHOLE, r -> r.architectures().measured())
            .with("best", Kind.orNull(ARCHITECTURE), r -> r.architectures().best())
            .with("trainings", Kind.list(TRAINING), RunState::trainings)
            .kind();

    private RunJson() {}

    private static String purpose(TrainingEvent request) {
        if (request instanceof TrainingEvent.Requested training) {
            return training.spec().purpose().name();
        }
        return request instanceof TrainingEvent.EnsembleRequested ? "ENSEMBLE" : "SEARCH";
    }

    private static Optional<List<String>> operations(TrainingState training) {
        return training.spec().flatMap(s -> BoardJson.operations(s.model()));
    }
}
