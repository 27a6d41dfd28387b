package org.gantry.dashboard;

import static org.gantry.dashboard.BoardJson.number;

import io.vertx.core.json.JsonObject;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;

/** Runs, their trainings and their architectures as the HTTP API writes them; what is not known yet is null. */
final class RunJson {
    private static final double MIB = 1 << 20;

    private RunJson() {}

    static JsonObject run(RunState run) {
        return new JsonObject()
                .put("run", run.run())
                .put("settings", run.spec().map(RunJson::settings).orElse(null))
                .put("stage", run.status().map(s -> s.stage().name()).orElse(null))
                .put("message", run.status().map(s -> s.message()).orElse(null))
                .put("warnings", BoardJson.array(run.warnings(), RunJson::warning))
                .put("ended", run.ended())
                .put("progress", run.progress().map(RunJson::progress).orElse(null))
                .put("epochsDone", run.epochsDone())
                .put("stepsTaken", run.stepsTaken())
                .put("lastStep", run.lastStep().map(RunJson::step).orElse(null))
                .put("architectures", run.architectures().measured())
                .put(
                        "best",
                        run.architectures().best().map(RunJson::architecture).orElse(null))
                .put("trainings", BoardJson.array(run.trainings(), RunJson::training));
    }

    static JsonObject architecture(ArchitectureMeasured architecture) {
        return new JsonObject()
                .put("job", architecture.job())
                .put("epoch", architecture.epoch())
                .put("genotype", architecture.genotype().toString())
                .put("operations", BoardJson.operations(architecture.genotype()))
                .put("performance", number(architecture.performance()))
                .put("loss", number(architecture.loss()))
                .put("parameters", architecture.parameters())
                .put("mib", architecture.parameters() * Float.BYTES / MIB)
                .put("macs", architecture.macs());
    }

    private static JsonObject settings(RunSpec spec) {
        return new JsonObject()
                .put("dataset", spec.dataset())
                .put("seed", spec.seed())
                .put("mode", spec.search().mode().name())
                .put("widths", spec.widths().toString())
                .put("strides", spec.strides().toString())
                .put("searchInput", spec.searchInput().size().toString())
                .put("input", spec.evaluationInput().size().toString());
    }

    private static JsonObject progress(RunState.Progress progress) {
        return new JsonObject()
                .put("unit", "epochs")
                .put("done", progress.done())
                .put("of", progress.of());
    }

    private static JsonObject warning(Warned warning) {
        return new JsonObject()
                .put("concern", warning.concern().name())
                .put("epoch", warning.epoch())
                .put("message", warning.message());
    }

    private static JsonObject step(StepTaken step) {
        return new JsonObject()
                .put("epoch", step.epoch())
                .put("step", step.step())
                .put("phase", step.phase().name())
                .put("loss", number(step.loss()))
                .put("accuracy", number(step.accuracy()));
    }

    private static String purpose(TrainingEvent request) {
        return request instanceof TrainingEvent.Requested training
                ? training.spec().purpose().name()
                : "SEARCH";
    }

    private static JsonObject training(TrainingState training) {
        return new JsonObject()
                .put("job", training.job())
                .put("purpose", training.request().map(RunJson::purpose).orElse(null))
                .put("network", training.spec().map(s -> s.model().toString()).orElse(null))
                .put(
                        "operations",
                        training.spec()
                                .map(s -> BoardJson.operations(s.model()))
                                .orElse(null))
                .put("epochsDone", training.epochsDone())
                .put(
                        "accuracy",
                        training.accuracy().isPresent()
                                ? number(training.accuracy().getAsDouble())
                                : null)
                .put("outcome", training.outcome().name())
                .put("reason", training.reason());
    }
}
