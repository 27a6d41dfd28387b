package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.gantry.app.node.Node;
import org.gantry.app.phantom.PhantomFolder;
import org.gantry.app.run.RunResults;
import org.gantry.app.training.ModelFile;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.Ingested;
import org.gantry.proto.Cam;
import org.gantry.proto.DatasetManifest;
import org.gantry.proto.Draw;
import org.gantry.proto.ModelAnnounced;
import org.gantry.proto.Phase;
import org.gantry.proto.Prediction;
import org.gantry.proto.Role;
import org.gantry.proto.StepTaken;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on an embedded broker, judged by what an independent plain Kafka consumer reads from the topics. */
@SuppressWarnings("NullAway.Init")
class PipelineIT {
    @TempDir
    private static Path root;

    private static TinyRun tiny;
    private static RunResults results;
    private static Published first;
    private static byte[] bundle;

    @BeforeAll
    static void runOnce() throws IOException, InterruptedException {
        tiny = TinyRun.prepare(root.resolve("phantoms"));
        try (Node node = TinyRun.start(root.resolve("first"))) {
            results = tiny.run(node);
            PlainConsumer consumer = new PlainConsumer(node.bootstrapServers());
            first = Published.on(consumer);
            bundle = consumer.content(first.models().get(0).getContent().getDigest());
        }
    }

    private static Set<String> testScans() {
        return first.datasets().get(0).getEntriesList().stream()
                .filter(e -> e.getRole() == Role.ROLE_TEST)
                .map(DatasetManifest.Entry::getScanId)
                .collect(Collectors.toSet());
    }

    private static List<Draw> draws(Published published, Phase phase) {
        return published.draws().stream().filter(d -> d.getPhase() == phase).toList();
    }

    @Test
    void everyTestScanHasExactlyOnePredictionAndOneCam() {
        assertThat(testScans()).hasSize(TinyRun.TEST_SCANS);
        assertThat(first.predictions().stream().map(Prediction::getScanId))
                .containsExactlyInAnyOrderElementsOf(testScans());
        assertThat(first.cams().stream().map(Cam::getScanId)).containsExactlyInAnyOrderElementsOf(testScans());
        assertThat(first.predictions()).allSatisfy(p -> {
            assertThat(p.getLabelsList()).containsExactly("Normal", "NCP");
            assertThat(p.getProbabilitiesList().stream()
                            .mapToDouble(Float::doubleValue)
                            .sum())
                    .isCloseTo(1, within(1e-6));
            assertThat(p.getModelDigest())
                    .isEqualTo(first.models().get(0).getContent().getDigest());
            assertThat(p.getProvenance().getRun()).isEqualTo("tiny");
            assertThat(p.getTrust().getTemperature())
                    .isEqualTo(first.models().get(0).getTest().getCalibration().getTemperature());
            assertThat(p.getTrust().hasForeignness()).isTrue();
        });
        assertThat(first.cams()).allSatisfy(c -> {
            int cells = c.getCellsGrid().getDepth()
                    * c.getCellsGrid().getHeight()
                    * c.getCellsGrid().getWidth();
            assertThat(c.getCellsFloat32().size()).isEqualTo(Float.BYTES * cells);
            assertThat(c.getMapFloat16().size()).isEqualTo(Short.BYTES * 8 * 16 * 16);
            assertThat(c.getSlicesList()).hasSize(8);
        });
    }

    @Test
    void everyEpochMeasuredAnArchitectureAndEveryStepHadItsDraw() {
        assertThat(first.architectures()).hasSize(TinyRun.EPOCHS);
        assertThat(first.draws()).hasSize(TinyRun.EPOCHS * (2 * TinyRun.STEPS + 1));
        List<List<Object>> drawn = first.draws().stream()
                .map(d -> List.<Object>of(d.getEpoch(), d.getStep(), d.getPhase(), d.getGenotypeList()))
                .toList();
        List<List<Object>> taken = first.steps().stream()
                .map(s -> List.<Object>of(s.getEpoch(), s.getStep(), s.getPhase(), s.getGenotypeList()))
                .toList();
        assertThat(taken).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(drawn);
        first.architectures()
                .forEach(a -> assertThat(first.steps())
                        .as("the logged performance is that of the logged architecture")
                        .anySatisfy(s -> {
                            assertThat(s.getPhase()).isEqualTo(Phase.PHASE_MEASURE);
                            assertThat(s.getEpoch()).isEqualTo(a.getEpoch());
                            assertThat(s.getGenotypeList()).isEqualTo(a.getGenotypeList());
                            assertThat(s.getAccuracy()).isEqualTo(a.getPerformance());
                        }));
    }

    @Test
    void alphaMovesFromStepToStep() {
        List<Draw> alphas = draws(first, Phase.PHASE_ALPHA);
        assertThat(alphas).hasSize(TinyRun.EPOCHS * TinyRun.STEPS);
        for (int i = 1; i < alphas.size(); i++) {
            assertThat(alphas.get(i).getAlphaList())
                    .hasSize(21)
                    .isNotEqualTo(alphas.get(i - 1).getAlphaList());
        }
        assertThat(first.steps().stream().filter(s -> s.getPhase() == Phase.PHASE_ALPHA))
                .allSatisfy(s -> assertThat(s.getGatesList()).hasSize(21));
    }

    @Test
    void theModelIsWhatItsDigestSays() throws NoSuchAlgorithmException {
        assertThat(first.models()).hasSize(1);
        ModelAnnounced model = first.models().get(0);
        assertThat(bundle).hasSize((int) model.getContent().getSize());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bundle)))
                .isEqualTo(model.getContent().getDigest());
        assertThat(model.getTest().getConfusionList().stream()
                        .flatMap(row -> row.getCountsList().stream())
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(TinyRun.TEST_SCANS);
        assertThat(results.model().digest()).isEqualTo(model.getContent().getDigest());
    }

    @Test
    void aSecondRunInAFreshDirectoryGivesTheSameNumbersBitByBit() throws InterruptedException {
        try (Node node = TinyRun.start(root.resolve("second"))) {
            assertThat(tiny.run(node).architectures())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("latency")
                    .isEqualTo(results.architectures());
            assertSameRun(Published.on(new PlainConsumer(node.bootstrapServers())));
        }
    }

    /**
     * Draws, alphas, steps, losses, trained epochs and probabilities are equal, and each is there once; times are not.
     */
    private static void assertSameRun(Published other) {
        assertThat(other.draws()).isEqualTo(first.draws());
        assertThat(other.untimedSteps()).isEqualTo(first.untimedSteps());
        assertThat(other.untimedArchitectures()).isEqualTo(first.untimedArchitectures());
        assertThat(other.completedEpochs()).isEqualTo(first.completedEpochs());
        assertThat(probabilities(other)).isEqualTo(probabilities(first));
        assertThat(other.predictions()).hasSameSizeAs(first.predictions());
        assertThat(other.cams()).hasSameSizeAs(first.cams());
        assertThat(other.scans()).hasSameSizeAs(first.scans());
        assertThat(other.models()).hasSize(1);
    }

    private static Map<String, List<Float>> probabilities(Published published) {
        Map<String, List<Float>> probabilities = new TreeMap<>();
        published.predictions().forEach(p -> probabilities.put(p.getScanId(), p.getProbabilitiesList()));
        return probabilities;
    }

    @Test
    void aRunThatIsCutOffInItsSearchGoesOnAsIfItHadNotBeen() throws InterruptedException {
        Path directory = root.resolve("cut");
        List<StepTaken> before = new ArrayList<>();
        Thread asking;
        try (Node node = TinyRun.start(directory)) {
            asking = new Thread(() -> askInVain(node));
            asking.start();
            PlainConsumer consumer = new PlainConsumer(node.bootstrapServers());
            while (before.size() < TinyRun.STEPS) {
                before = consumer.all("steps.v1", StepTaken.parser());
            }
        }
        asking.interrupt();
        asking.join();
        try (Node node = TinyRun.start(directory)) {
            assertThat(new PlainConsumer(node.bootstrapServers()).all("models.v1", ModelAnnounced.parser()))
                    .as("it was cut off before its end")
                    .isEmpty();
            assertThat(tiny.run(node).architectures()).hasSize(TinyRun.EPOCHS);
            assertSameRun(Published.on(new PlainConsumer(node.bootstrapServers())));
        }
    }

    private static void askInVain(Node node) {
        try {
            throw new AssertionError("the run ended too early: " + tiny.run(node));
        } catch (InterruptedException | RuntimeException expected) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRestartedProcessClassifiesANewScanAndOneThatItTrainedOnAndAnswersNoOldOneAgain()
            throws IOException, InterruptedException, ExecutionException {
        PhantomFolder more = new PhantomFolder(root.resolve("more"));
        more.write(TinyRun.small(99), 1, written -> {});
        Path file = more.scans().resolve("later.nii.gz");
        Files.move(more.scans().resolve("phantom-0000.nii.gz"), file);
        String trained = first.datasets().get(0).getEntriesList().stream()
                .filter(e -> e.getRole() == Role.ROLE_SEARCH_TRAIN)
                .map(DatasetManifest.Entry::getScanId)
                .findFirst()
                .orElseThrow();
        Path known = tiny.request().sources().get(0).resolve(trained + ".nii.gz");
        try (Node node = TinyRun.start(root.resolve("first"))) {
            Ingested ingested = node.ingest()
                    .ingest(IngestRequest.unlabelled(List.of(file, known)), (done, all) -> {})
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            assertThat(ingested.scans()).hasSize(2);
            PlainConsumer consumer = new PlainConsumer(node.bootstrapServers());
            Set<String> wanted = Set.of("later", trained);
            while (!consumer.all("cams.v1", Cam.parser()).stream()
                    .map(Cam::getScanId)
                    .collect(Collectors.toSet())
                    .containsAll(wanted)) {
                node.requireHealth();
            }
            Published now = Published.on(consumer);
            List<String> expected = new ArrayList<>(testScans());
            expected.addAll(wanted);
            assertThat(now.predictions().stream().map(Prediction::getScanId))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(now.predictions())
                    .allSatisfy(p -> assertThat(p.getModelDigest())
                            .isEqualTo(results.model().digest()));
            assertThat(tiny.run(node).architectures())
                    .as("a run that is completed is told again, not done again")
                    .isEqualTo(results.architectures());
            assertThat(Published.on(consumer).trainings()).isEqualTo(first.trainings());
            assertThat(Published.on(consumer).steps()).isEqualTo(first.steps());
        }
    }

    @Test
    void aModelThatIsImportedOnAnotherBusIsAnnouncedAsItWasAndAnswers()
            throws IOException, InterruptedException, ExecutionException {
        PhantomFolder more = new PhantomFolder(root.resolve("elsewhere"));
        more.write(TinyRun.small(98), 1, written -> {});
        Path file = Files.write(root.resolve("model.gantry.zip"), bundle);
        try (Node node = TinyRun.start(root.resolve("importing"))) {
            ModelAnnounced was = first.models().get(0);
            PlainConsumer consumer = new PlainConsumer(node.bootstrapServers());
            ModelFile model = ModelFile.read(file);
            assertThat(model.publish(node.bus(), model.name()).digest())
                    .isEqualTo(results.model().digest());
            ModelAnnounced is =
                    consumer.all("models.v1", ModelAnnounced.parser()).get(0);
            assertThat(is.toBuilder().clearContent().build())
                    .isEqualTo(was.toBuilder().clearContent().build());
            assertThat(is.getContent().getDigest()).isEqualTo(was.getContent().getDigest());
            node.ingest()
                    .ingest(IngestRequest.unlabelled(List.of(more.scans())), (done, all) -> {})
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            while (consumer.all("cams.v1", Cam.parser()).isEmpty()) {
                node.requireHealth();
            }
            assertThat(Published.on(consumer).predictions())
                    .hasSize(1)
                    .allSatisfy(p -> assertThat(p.getModelDigest())
                            .isEqualTo(was.getContent().getDigest()));
        }
    }
}
