package org.gantry.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gantry.bus.Await;
import org.gantry.bus.Feed;
import org.gantry.bus.Outbox;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.Disagreement;
import org.gantry.domain.answer.InputDistribution;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EnsembleSpec;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.network.Batch;
import org.gantry.network.BundleFacts;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Ensemble;
import org.gantry.network.EnsembleBundle;

/**
 * Puts trained networks together as one model: its answers to validation are judged, those to the test, once, and it is
 * announced with its members in its bundle. Nothing is learned, so whoever takes it again does it from the start.
 */
final class EnsembleAssembly {
    private static final int BATCH = 4;

    private final Job job;
    private final EnsembleSpec spec;

    EnsembleAssembly(Job job, EnsembleSpec spec) {
        this.job = job;
        this.spec = spec;
    }

    /** Does it. */
    Outbox run() throws InterruptedException {
        EnsembleBundle members = members();
        requireSameData(members);
        SeenInputs tested = new SeenInputs();
        try (Feed<BatchVolume> volumes = job.volumes(BATCH);
                Ensemble ensemble = Ensemble.of(
                        members,
                        CamMethod.CAM,
                        network ->
                                DerivedNetwork.of(network, BATCH, job.config().device()))) {
            Evaluation validation = evaluate(ensemble, volumes, 0, EpochContent.EVALUATE_VALIDATION, batch -> {});
            Evaluation test = evaluate(ensemble, volumes, 1, EpochContent.EVALUATE_TEST, tested);
            return published(members, validation, test, tested);
        }
    }

    private EnsembleBundle members() throws InterruptedException {
        List<EnsembleBundle.Member> members = new ArrayList<>();
        for (EnsembleSpec.Member member : spec.members()) {
            members.add(EnsembleBundle.Member.of(
                    member.name(), Await.result(job.bus().content(member.content()))));
        }
        return new EnsembleBundle(members, Map.of());
    }

    /** Roles are those of the data that the members learned from: else it might be tested by what they were taught. */
    private void requireSameData(EnsembleBundle members) {
        BundleFacts facts = BundleFacts.of(members.networks().get(0));
        String taught = facts.fact("provenance.datasetDigest");
        if (!taught.equals(job.manifest().digest())) {
            throw new IllegalArgumentException("the members of ensemble " + spec.run() + " learned from data set "
                    + spec.dataset() + " as it was (" + taught + "), it is another now ("
                    + job.manifest().digest() + "); train them again");
        }
        if (!facts.preprocessing(members.input()).equals(spec.input())) {
            throw new IllegalArgumentException("the members of ensemble " + spec.run() + " take volumes of "
                    + facts.preprocessing(members.input()) + ", not of " + spec.input());
        }
    }

    private Evaluation evaluate(
            Ensemble ensemble, Feed<BatchVolume> volumes, int number, EpochContent content, Consumer<Batch> seen)
            throws InterruptedException {
        EpochEvent.Requested asked =
                new EpochEvent.Requested(spec.job(), number, spec.dataset(), content, spec.input(), BATCH, spec.seed());
        return job.epoch(volumes, asked, batches -> Evaluation.of(ensemble, batches, job.manifest(), seen));
    }

    private Outbox published(EnsembleBundle members, Evaluation validation, Evaluation test, SeenInputs tested)
            throws InterruptedException {
        Metrics metrics = test.at(Temperature.ONE);
        Publication publication = new Publication(job, spec.input(), spec.toString());
        BundleFacts facts = publication.facts(metrics).put("test.abstaining", test.abstaining(Temperature.ONE));
        addOnErrors(test.onErrors(), facts);
        inputs(members).ifPresent(known -> facts.put(known).put("test.foreign", Long.toString(tested.foreign(known))));
        ContentRef content = publication.put(members.knowing(facts.map()));
        List<String> digests =
                members.members().stream().map(EnsembleBundle.Member::digest).toList();
        TrainingEvent.Test once =
                new TrainingEvent.Test(metrics, 0, test.speed().scansPerSecond());
        return new Outbox()
                .publish(
                        Topics.TRAININGS,
                        new TrainingEvent.Ended(
                                spec.job(), validation.metrics().accuracy(), validation.loss(), Optional.of(once)))
                .publish(
                        Topics.MODELS,
                        publication
                                .announce(content, spec.members().get(0).network(), metrics)
                                .ensembleOf(digests));
    }

    private static void addOnErrors(Disagreement.OnErrors found, BundleFacts facts) {
        found.whereRight().ifPresent(mean -> facts.put("test.disagreementRight", Double.toString(mean)));
        found.whereWrong().ifPresent(mean -> facts.put("test.disagreementWrong", Double.toString(mean)));
        found.auroc().ifPresent(auroc -> facts.put("test.disagreementAuroc", Double.toString(auroc)));
    }

    /** All learned from the same scans: what one knows of them holds for all. */
    private static Optional<InputDistribution> inputs(EnsembleBundle members) {
        return members.networks().stream()
                .flatMap(network -> BundleFacts.of(network).inputs().stream())
                .findFirst();
    }
}
