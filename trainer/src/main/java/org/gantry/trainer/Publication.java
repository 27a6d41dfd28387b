package org.gantry.trainer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.gantry.bus.Await;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.network.BundleFacts;
import org.gantry.network.ModelBundle;
import org.gantry.network.Tensors;
import org.gantry.network.card.ModelCard;

/** Makes the model bundle of a trained network, puts it on the bus, and says where it is. */
final class Publication {
    private final Job job;
    private final TrainingSpec spec;

    Publication(Job job, TrainingSpec spec) {
        this.job = job;
        this.spec = spec;
    }

    ModelAnnounced announce(Tensors weights, Conclusion conclusion) throws InterruptedException {
        Provenance provenance = new Provenance(
                spec.run(),
                spec.dataset(),
                job.manifest().digest(),
                spec.seed(),
                spec.toString(),
                job.config().software(),
                Instant.now());
        BundleFacts facts = BundleFacts.begin()
                .put(spec.input())
                .put(provenance)
                .put(conclusion.test())
                .putAll(ScanCounts.facts(job.manifest()))
                .putAll(conclusion.facts());
        conclusion.inputs().ifPresent(facts::put);
        ModelBundle bundle = new ModelBundle(
                spec.model().architecture(1, job.manifest().labels().size()),
                spec.input().size(),
                job.manifest().labels(),
                facts.map(),
                weights);
        ContentRef content = Await.result(job.bus().putContent(bytes(bundle)));
        return new ModelAnnounced(
                spec.run(),
                content,
                spec.model(),
                spec.input(),
                job.manifest().labels(),
                conclusion.test(),
                provenance);
    }

    private static byte[] bytes(ModelBundle bundle) {
        String card = ModelCard.of(bundle).markdown();
        return bundle.toBytes(Map.of("model-card.md", card.getBytes(StandardCharsets.UTF_8)));
    }
}
