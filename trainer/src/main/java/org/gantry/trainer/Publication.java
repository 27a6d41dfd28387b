package org.gantry.trainer;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gantry.bus.Await;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.network.ModelBundle;
import org.gantry.network.Tensors;

/** Makes the model bundle of a trained network, puts it on the bus, and says where it is. */
final class Publication {
    private final Job job;
    private final TrainingSpec spec;

    Publication(Job job, TrainingSpec spec) {
        this.job = job;
        this.spec = spec;
    }

    ModelAnnounced announce(Tensors weights, Metrics test) throws InterruptedException {
        Provenance provenance = new Provenance(
                spec.run(),
                spec.dataset(),
                job.manifest().digest(),
                spec.seed(),
                spec.toString(),
                job.config().software(),
                Instant.now());
        ModelBundle bundle = new ModelBundle(
                spec.model().architecture(1, job.manifest().labels().size()),
                spec.input().size(),
                job.manifest().labels(),
                facts(provenance, test),
                weights);
        ContentRef content = Await.result(job.bus().putContent(bundle.toBytes()));
        return new ModelAnnounced(
                spec.run(), content, spec.model(), spec.input(), job.manifest().labels(), test, provenance);
    }

    private Map<String, String> facts(Provenance provenance, Metrics test) {
        Preprocessing input = spec.input();
        Map<String, String> facts = new TreeMap<>();
        facts.put("preprocessing.windowLevel", Double.toString(input.windowLevel()));
        facts.put("preprocessing.windowWidth", Double.toString(input.windowWidth()));
        facts.put("preprocessing.lungsOnly", Boolean.toString(input.lungsOnly()));
        facts.put("preprocessing.digest", input.digest());
        facts.put("provenance.run", provenance.run());
        facts.put("provenance.dataset", provenance.dataset());
        facts.put("provenance.datasetDigest", provenance.datasetDigest());
        facts.put("provenance.seed", Long.toString(provenance.seed()));
        facts.put("provenance.config", provenance.config());
        facts.put("provenance.software", provenance.software());
        facts.put("provenance.time", provenance.time().toString());
        test.figures().forEach((name, value) -> {
            if (value instanceof Number) {
                facts.put("test." + name, value.toString());
            }
        });
        facts.put(
                "test.confusion",
                Arrays.stream(test.confusion())
                        .map(row ->
                                Arrays.stream(row).mapToObj(Integer::toString).collect(Collectors.joining(",")))
                        .collect(Collectors.joining(";")));
        return facts;
    }
}
