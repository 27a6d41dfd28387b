package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gantry.app.node.Node;
import org.gantry.app.run.Report;
import org.gantry.app.run.RunResults;
import org.gantry.domain.answer.Disagreement;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.network.Batch;
import org.gantry.network.Bundle;
import org.gantry.network.BundleFacts;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.EnsembleBundle;
import org.gantry.network.Inference;
import org.gantry.network.ModelBundle;
import org.gantry.proto.ModelAnnounced;
import org.gantry.proto.Prediction;
import org.gantry.proto.TrainingEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job with an ensemble of two on an embedded broker: what both of its members say, and nothing else. */
@SuppressWarnings("NullAway.Init")
class EnsembleIT {
    @TempDir
    private static Path root;

    private static RunResults results;
    private static Published published;
    private static byte[] bytes;

    @BeforeAll
    static void runOnce() throws IOException, InterruptedException {
        TinyRun tiny = TinyRun.prepare(root.resolve("phantoms"));
        try (Node node = TinyRun.start(root.resolve("node"))) {
            results = tiny.run(node, TinyRun.ensemble());
            PlainConsumer consumer = new PlainConsumer(node.bootstrapServers());
            published = Published.on(consumer);
            bytes = consumer.content(results.model().digest());
        }
    }

    @Test
    void predictionsAreTheMeansOfWhatTheMembersSayOfTheSameVolumes() {
        EnsembleBundle ensemble = (EnsembleBundle) Bundle.of(bytes);
        assertThat(published.predictions()).hasSize(TinyRun.TEST_SCANS);
        for (ModelBundle member : ensemble.networks()) {
            assertThat(member.labels()).containsExactly("Normal", "NCP");
        }
        for (Prediction p : published.predictions()) {
            VolumeToClassify volume = Objects.requireNonNull(results.volumes().get(p.getScanId()));
            float[][] said = ensemble.networks().stream()
                    .map(member -> answer(member, volume))
                    .toArray(float[][]::new);
            float[] mean = Disagreement.mean(said);
            for (int c = 0; c < mean.length; c++) {
                assertThat(p.getProbabilities(c)).isCloseTo(mean[c], within(1e-5f));
            }
            assertThat(p.getTrust().hasDisagreement()).isTrue();
            assertThat(p.getTrust().getDisagreement()).isCloseTo(Disagreement.of(said), within(1e-5));
            assertThat(p.getProvenance().getConfig()).contains(results.model().members());
        }
    }

    private static float[] answer(ModelBundle member, VolumeToClassify volume) {
        try (DerivedNetwork network = DerivedNetwork.of(member, 1, Device.DEFAULT)) {
            Inference inference =
                    network.infer(new Batch(member.input(), 1, volume.volume().voxels(), new int[1]));
            return BundleFacts.of(member).temperature().probabilities(inference.logits()[0]);
        }
    }

    private static TrainingEvent.Ended ended(String job) {
        return published.trainings().stream()
                .filter(e -> e.hasEnded() && e.getJob().equals(job))
                .map(TrainingEvent::getEnded)
                .findAny()
                .orElseThrow();
    }

    @Test
    void bothCandidatesAreRetrainedAndOneModelIsPublished() {
        assertThat(published.models())
                .singleElement()
                .satisfies(model -> assertThat(model.getMembersList())
                        .containsExactly(
                                ended("tiny/full").getBundle().getDigest(),
                                ended("tiny/full-1").getBundle().getDigest()));
        assertThat(published.predictions().stream().map(Prediction::getModelDigest))
                .containsOnly(results.model().digest());
        ModelAnnounced model = published.models().get(0);
        assertThat(model.getTest()).isEqualTo(ended("tiny/ensemble").getTest().getMetrics());
    }

    @Test
    void theReportNamesTheMembersAndSaysOfEachAnswerHowFarTheyDisagree() {
        Report report = new Report(results);
        assertThat(report.figures().get("ensemble"))
                .asString()
                .contains(results.model().members())
                .contains("disagreementWhereRight");
        List<Map<String, Object>> rows = report.predictions();
        assertThat(rows)
                .hasSize(TinyRun.TEST_SCANS)
                .allSatisfy(row -> assertThat(row.get("disagreement"))
                        .isInstanceOfSatisfying(Double.class, d -> assertThat(d).isBetween(0.0, Math.log(2))));
    }
}
