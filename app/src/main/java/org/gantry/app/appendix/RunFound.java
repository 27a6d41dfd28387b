package org.gantry.app.appendix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gantry.app.run.CardFiles;
import org.gantry.app.run.RunRecord;
import org.gantry.app.run.RunWatch;
import org.gantry.app.training.TrainingRecord;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.TrainingEvent.Request;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.network.card.ModelCard;

/**
 * What a run left on the bus: a search and its trainings, or trainings alone.
 *
 * @param run its name
 * @param spec what was asked of its search, where it has one
 * @param record draws, steps and trainings
 * @param architectures measured architectures
 * @param manifest its data set as it is now
 * @param scans the data set's scans as they became complete
 * @param models what it published
 */
public record RunFound(
        String run,
        Optional<RunSpec> spec,
        RunRecord record,
        List<ArchitectureMeasured> architectures,
        DatasetManifest manifest,
        List<ScanCompleted> scans,
        List<Published> models) {
    /**
     * A model with its answers for the test role.
     *
     * @param model its announcement
     * @param card its card
     * @param predictions by scan
     */
    public record Published(ModelAnnounced model, ModelCard card, Map<String, Prediction> predictions) {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if there is no such run, with those that there are
     */
    public static RunFound read(Bus bus, String run) throws InterruptedException {
        try (RunWatch watch = new RunWatch(bus, run);
                KnownRuns known = new KnownRuns(bus, event -> {})) {
            watch.catchUp();
            Await.result(known.caughtUp());
            RunRecord record = watch.soFar();
            Optional<RunSpec> spec = known.standing(run).asked();
            Optional<String> dataset = spec.map(RunSpec::dataset)
                    .or(() -> record.trainings().stream()
                            .filter(Request.class::isInstance)
                            .map(request -> ((Request) request).dataset())
                            .findFirst());
            DatasetManifest manifest =
                    Await.result(Snapshot.dataset(bus, dataset.isPresent() ? dataset.get() : refuse(bus, run, known)));
            return new RunFound(
                    run,
                    spec,
                    record,
                    Await.result(
                            Snapshot.all(bus, Topics.ARCHITECTURES, a -> a.job().equals(RunSpec.searchJob(run)))),
                    manifest,
                    scans(bus, manifest),
                    models(bus, run, manifest));
        }
    }

    private static String refuse(Bus bus, String run, KnownRuns known) throws InterruptedException {
        TreeSet<String> all = new TreeSet<>(known.all().keySet());
        Await.result(Snapshot.all(bus, Topics.TRAININGS, Request.class::isInstance))
                .forEach(request -> all.add(((Request) request).run()));
        throw new IllegalArgumentException("there is no run " + run + " on this bus; there are " + all);
    }

    private static List<ScanCompleted> scans(Bus bus, DatasetManifest manifest) throws InterruptedException {
        Map<String, String> digests = manifest.entries().stream()
                .collect(Collectors.toMap(DatasetManifest.Entry::scanId, DatasetManifest.Entry::contentDigest));
        return Await.result(Snapshot.all(
                bus,
                Topics.SCANS,
                scan -> scan.contentDigest().equals(digests.get(scan.header().scanId()))));
    }

    private static List<Published> models(Bus bus, String run, DatasetManifest manifest) throws InterruptedException {
        List<ModelAnnounced> published = Await.result(Snapshot.latest(bus, Topics.MODELS)).values().stream()
                .filter(model -> model.provenance().run().equals(run))
                .sorted(Comparator.comparing(ModelAnnounced::model))
                .toList();
        List<Published> models = new ArrayList<>();
        for (ModelAnnounced model : published) {
            models.add(new Published(model, CardFiles.read(bus, model), predictions(bus, model, manifest)));
        }
        return List.copyOf(models);
    }

    private static Map<String, Prediction> predictions(Bus bus, ModelAnnounced model, DatasetManifest manifest)
            throws InterruptedException {
        TreeSet<String> test = manifest.entries().stream()
                .filter(entry -> entry.role() == Role.TEST)
                .map(DatasetManifest.Entry::scanId)
                .collect(Collectors.toCollection(TreeSet::new));
        return Await.result(Snapshot.all(
                        bus,
                        Topics.PREDICTIONS,
                        p -> p.modelDigest().equals(model.digest()) && test.contains(p.scanId())))
                .stream()
                .collect(Collectors.toMap(Prediction::scanId, Function.identity(), (first, again) -> first));
    }

    /** Trainings whose networks were tested, or are to be. */
    List<TrainingRecord> trainings() {
        return TrainingRecord.of(record.trainings()).stream()
                .filter(training -> training.spec().purpose() != Purpose.RANK)
                .toList();
    }
}
