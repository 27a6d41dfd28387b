package org.gantry.trainer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.gantry.bus.Await;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.network.Bundle;
import org.gantry.network.BundleFacts;
import org.gantry.network.card.ModelCard;

/** Puts the bundle that came of a job on the bus, with its card in it, and says where it is. */
final class Publication {
    private final Job job;
    private final Preprocessing input;
    private final Provenance provenance;

    /**
     * What came of a job.
     *
     * @param asked what was asked, as written
     */
    Publication(Job job, Preprocessing input, String asked) {
        this.job = job;
        this.input = input;
        this.provenance = new Provenance(
                job.request().run(),
                job.manifest().name(),
                job.manifest().digest(),
                job.request().seed(),
                asked,
                job.config().software(),
                Instant.now());
    }

    /** What is known of it so far. */
    BundleFacts facts(Metrics test) {
        return BundleFacts.begin().put(input).put(provenance).put(test).putAll(ScanCounts.facts(job.manifest()));
    }

    /** Puts the bundle on the bus. */
    ContentRef put(Bundle bundle) throws InterruptedException {
        byte[] card = ModelCard.of(bundle).markdown().getBytes(StandardCharsets.UTF_8);
        return Await.result(job.bus().putContent(bundle.toBytes(Map.of("model-card.md", card))));
    }

    /** The announcement of one that is there, under the run's name. */
    ModelAnnounced announce(ContentRef content, ModelChoice network, Metrics test) {
        return new ModelAnnounced(
                provenance.run(), content, network, input, job.manifest().labels(), test, provenance);
    }
}
