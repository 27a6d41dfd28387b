package org.gantry.app.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gantry.app.Progress;
import org.gantry.app.node.Node;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.Ingested;

/** Asks a node for the main job, waits for it, and reads back what it left on the bus. */
public final class MainJob {
    private final Node node;
    private final Bus bus;
    private final boolean quiet;
    private final Consumer<String> lines;

    /** A job on a node; quiet shows no progress; warnings come as lines, each as soon as it is known. */
    public MainJob(Node node, boolean quiet, Consumer<String> lines) {
        this.node = node;
        this.bus = node.bus();
        this.quiet = quiet;
        this.lines = lines;
    }

    /** Does it all; fails with a message for people where it cannot be done. */
    public RunResults run(RunSpec spec, IngestRequest request) throws InterruptedException {
        RunRequest.requireNewOrSame(bus, spec);
        Ingested ingested = ingest(request);
        DatasetManifest manifest = ingested.manifest().orElseThrow();
        RunRecord record = search(spec, manifest);
        Status status = record.status().orElseThrow();
        if (status.stage() == Stage.STOPPED) {
            throw new IllegalStateException(
                    "run " + spec.run() + " was stopped " + status.message() + "; the same command goes on with it");
        }
        if (status.stage() == Stage.FAILED) {
            throw new IllegalStateException("run " + spec.run() + " failed: " + status.message());
        }
        ModelAnnounced model = model(spec);
        List<ArchitectureMeasured> architectures = Await.result(
                Snapshot.all(bus, Topics.ARCHITECTURES, a -> a.job().equals(spec.searchJob())));
        try (Answers answers = new Answers(bus, model.digest())) {
            Set<String> test = manifest.of(Set.of(Role.TEST)).stream()
                    .map(DatasetManifest.Entry::scanId)
                    .collect(Collectors.toSet());
            answers.await(test, node::requireHealth);
            return new RunResults(
                    spec,
                    ingested,
                    manifest,
                    record,
                    architectures,
                    model,
                    answers.predictions(),
                    answers.cams(),
                    volumes(model));
        }
    }

    private Ingested ingest(IngestRequest request) throws InterruptedException {
        try (Progress progress = Progress.begin("ingest", " scans", 1, quiet)) {
            return Await.result(node.ingest().ingest(request, progress::stepTo));
        }
    }

    private RunRecord search(RunSpec spec, DatasetManifest manifest) throws InterruptedException {
        RunWork work = RunWork.of(spec, manifest);
        try (RunWatch watch = new RunWatch(bus, spec.run());
                Progress progress = Progress.begin("run", " steps", work.total(), quiet)) {
            node.failure().onFailure(watch::fail);
            watch.catchUp();
            watch.beginAgain();
            RunRequest.ask(bus, spec);
            Warnings warnings = new Warnings(lines);
            return watch.await(now -> {
                warnings.tell(now.warnings());
                progress.stepTo(work.done(now));
                progress.note(now.status().map(Status::message).orElse(""));
            });
        }
    }

    private ModelAnnounced model(RunSpec spec) throws InterruptedException {
        Map<String, ModelAnnounced> models = Await.result(Snapshot.latest(bus, Topics.MODELS));
        return Optional.ofNullable(models.get(spec.run()))
                .orElseThrow(() -> new IllegalStateException("run " + spec.run() + " published no model"));
    }

    private Map<String, VolumeToClassify> volumes(ModelAnnounced model) throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.VOLUMES, v -> v.model().equals(model.digest()))).stream()
                .collect(Collectors.toMap(v -> v.header().scanId(), v -> v, (first, again) -> first));
    }
}
