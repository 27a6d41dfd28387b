package org.gantry.bench.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.run.Answers;
import org.gantry.app.training.Announcement;
import org.gantry.app.training.TrainingJobs;
import org.gantry.bus.Await;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.ingest.IngestRequest;
import org.gantry.network.ModelBundle;

/**
 * A network that learned a data set, and volumes of other scans as it takes them; all of it made by Gantry itself, on
 * its embedded broker.
 *
 * @param bundle the network
 * @param accuracy of its test
 * @param volumes of scans that it did not learn from
 */
record TrainedModel(ModelBundle bundle, double accuracy, List<VolumeToClassify> volumes) {
    /**
     * Trains it.
     *
     * @param folder of the node's state
     * @param learned what it learns from and is tested on
     * @param others folder of the other scans
     */
    static TrainedModel of(Path folder, IngestRequest learned, TrainingSpec spec, Path others)
            throws IOException, InterruptedException {
        try (Node node = Node.start(NodeConfig.embedded(folder));
                TrainingJobs jobs = new TrainingJobs(node.bus(), List.of(spec))) {
            jobs.catchUp();
            Await.result(node.ingest().ingest(learned, (done, of) -> {}));
            node.failure().onFailure(jobs::fail);
            jobs.request();
            String failure = jobs.await(records -> {}).get(0).failure().orElse("");
            if (!failure.isEmpty()) {
                throw new IllegalStateException("the training failed: " + failure);
            }
            ModelAnnounced model = Announcement.of(node.bus(), spec.run());
            ModelBundle bundle = ModelBundle.of(Await.result(node.bus().content(model.content())));
            return new TrainedModel(bundle, model.test().accuracy(), volumes(node, model, others));
        }
    }

    private static List<VolumeToClassify> volumes(Node node, ModelAnnounced model, Path others)
            throws IOException, InterruptedException {
        Set<String> scans = Await.result(
                        node.ingest().ingest(IngestRequest.unlabelled(List.of(others)), (done, of) -> {}))
                .scans()
                .stream()
                .map(scan -> scan.header().scanId())
                .collect(Collectors.toSet());
        try (Answers answers = new Answers(node.bus(), model.digest())) {
            answers.await(scans, node::requireHealth);
        }
        return Await.result(Snapshot.all(
                node.bus(),
                Topics.VOLUMES,
                volume -> scans.contains(volume.header().scanId())));
    }
}
