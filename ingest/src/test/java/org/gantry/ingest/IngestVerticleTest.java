package org.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Outbox;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.ingest.dataset.UnusableDatasetException;
import org.gantry.ingest.dicom.DicomFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files to slices on the bus in memory; the samplers' part is played by the test. */
class IngestVerticleTest {
    private static final Grid SMALL = new Grid(3, 5, 5);

    @TempDir
    Path root;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);
    private final IngestVerticle ingest = new IngestVerticle(bus);
    private final PlayedSampler sampler = new PlayedSampler(bus);
    private final List<String> progress = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private ScanFiles files;

    @BeforeEach
    void start() throws InterruptedException {
        files = new ScanFiles(root);
        assertThat(Await.result(vertx.deployVerticle(ingest))).isNotEmpty();
        assertThat(sampler.atWork()).isTrue();
    }

    @AfterEach
    void stop() throws InterruptedException {
        Await.result(vertx.close());
    }

    private Ingested ingest(IngestRequest request) throws InterruptedException {
        return Await.result(ingest.ingest(request, (done, all) -> progress.add(done + "/" + all)));
    }

    private List<DatasetManifest> datasets() throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.DATASETS, d -> true));
    }

    @Test
    void aLabelledFolderBecomesScansAndADataSetWithTheirDigests() throws InterruptedException, IOException {
        files.write(10);
        Ingested ingested = ingest(files.labelled());
        assertThat(ingested.scans()).hasSize(10);
        assertThat(ingested.refused()).isEmpty();
        DatasetManifest manifest = ingested.manifest().orElseThrow();
        assertThat(datasets()).containsExactly(manifest);
        assertThat(manifest.entries())
                .hasSize(10)
                .allSatisfy(e -> assertThat(e.contentDigest()).hasSize(64));
        assertThat(progress).hasSize(10).last().isEqualTo("10/10");
    }

    @Test
    void filesThatAreNoScansAreRefusedByNameAndTheOthersGoOn() throws InterruptedException, IOException {
        Path cut = files.scan("cut", SMALL);
        Path odd = files.scan("odd", SMALL);
        files.write(10, "cut,NCP", "odd,NCP");
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(odd, "not a scan");
        Ingested ingested = ingest(files.labelled());
        assertThat(ingested.scans()).hasSize(10);
        assertThat(ingested.manifest().orElseThrow().entries()).hasSize(10);
        assertThat(ingested.refused())
                .hasSize(2)
                .anySatisfy(r -> assertThat(r).contains("cut.nii.gz", "gzip ends too early"))
                .anySatisfy(r -> assertThat(r).contains("odd.nii.gz", "no format that Gantry reads"));
        assertThat(progress).last().isEqualTo("12/12");
    }

    @Test
    void aDataSetThatTheRefusedFilesLeaveUnusableIsRefusedWithTheirReasons() throws InterruptedException, IOException {
        files.write(8);
        for (int i = 1; i < 8; i += 2) {
            Files.writeString(files.folder().resolve("good" + i + ".nii.gz"), "not a scan");
        }
        assertThatThrownBy(() -> ingest(files.labelled()))
                .isInstanceOf(UnusableDatasetException.class)
                .hasMessageContaining("every scan has the label Normal")
                .hasMessageContaining("good7.nii.gz");
        assertThat(datasets()).isEmpty();
    }

    @Test
    void whatIsIngestedAgainIsTheSameDataSet() throws InterruptedException, IOException {
        files.write(10);
        DatasetManifest first = ingest(files.labelled()).manifest().orElseThrow();
        assertThat(ingest(files.labelled()).manifest()).hasValue(first);
        assertThat(Await.result(Snapshot.all(bus, Topics.SCANS, s -> true))).hasSize(10);
    }

    @Test
    void aScanThatIsOnTheBusWithOtherContentIsRefusedByNameAndTheOthersGoOn() throws InterruptedException, IOException {
        Path a = files.scan("a", SMALL);
        Path b = files.scan("b", SMALL);
        assertThat(ingest(IngestRequest.unlabelled(List.of(a))).scans()).hasSize(1);
        assertThat(files.scan("a", new Grid(3, 4, 5))).isEqualTo(a);
        Ingested ingested = ingest(IngestRequest.unlabelled(List.of(a, b)));
        assertThat(ingested.scans().stream().map(s -> s.header().scanId())).containsExactly("b");
        assertThat(ingested.refused())
                .singleElement()
                .asString()
                .startsWith(a + ": ")
                .contains("scan a is on the bus already with other content", "rename");
    }

    @Test
    void aScanWhoseSlicesContradictThoseThatCameBeforeIsRefusedAndNotWaitedFor()
            throws InterruptedException, IOException {
        sampler.ignore("a");
        Subscription taking = bus.take(Topics.SLICES, "samplers", 10, records -> {
            Outbox outbox = new Outbox();
            records.forEach(record -> outbox.reject(record, "slice 0 of scan a contradicts the first one"));
            return Future.succeededFuture(outbox);
        });
        Await.result(taking.caughtUp());
        Ingested ingested = ingest(IngestRequest.unlabelled(List.of(files.scan("a", SMALL))));
        assertThat(ingested.scans()).isEmpty();
        assertThat(ingested.refused()).singleElement().asString().contains("contradicts the first one");
    }

    @Test
    void whatIsThereAlreadyIsNotSentAgainButForOneSliceWhereItIsToBeClassified()
            throws InterruptedException, IOException {
        files.write(10);
        assertThat(ingest(files.labelled()).scans()).hasSize(10);
        int slices = slices();
        assertThat(ingest(files.labelled()).scans()).hasSize(10);
        assertThat(slices()).isEqualTo(slices);
        Path one = files.folder().resolve("good1.nii.gz");
        assertThat(ingest(IngestRequest.unlabelled(List.of(one))).scans()).hasSize(1);
        assertThat(slices()).isEqualTo(slices + 1);
    }

    private int slices() throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.SLICES, s -> true)).size();
    }

    @Test
    void oddThingsOfAFolderWithoutLabelsAreTold() throws InterruptedException, IOException {
        assertThat(files.scan("flat", new Grid(1, 5, 5))).exists();
        Files.writeString(files.folder().resolve("notes.txt"), "seen on Monday");
        Ingested ingested = ingest(IngestRequest.unlabelled(List.of(files.folder())));
        assertThat(ingested.scans()).hasSize(1);
        assertThat(ingested.oddities())
                .anySatisfy(o -> assertThat(o).contains("notes.txt"))
                .anySatisfy(o -> assertThat(o).startsWith("flat: "));
    }

    @Test
    void nothingThatDicomSaysOfAPatientIsOnAnyTopic() throws InterruptedException, IOException {
        Path folder = Files.createDirectory(root.resolve("series"));
        for (int i = 0; i < 3; i++) {
            DicomFixture.slice(2 * i, i)
                    .text(0x0008_0050, "SH", "Accession77")
                    .text(0x0008_0080, "LO", "Hospital of Somewhere")
                    .text(0x0010_0010, "PN", "Planted^Patient")
                    .text(0x0010_0020, "LO", "MRN-424242")
                    .text(0x0010_0030, "DA", "19420131")
                    .text(0x0020_000e, "UI", "1.2.826.424242")
                    .write(folder.resolve(i + ".dcm"));
        }
        Ingested ingested = ingest(IngestRequest.unlabelled(List.of(folder)));
        assertThat(ingested.scans()).hasSize(1);
        assertThat(ingested.scans().get(0).header().scanId()).matches("ct-[0-9a-f]{16}");
        assertThat(ingested.scans().get(0).header().patientId()).matches("patient-[0-9a-f]{16}");
        assertThat(Await.result(Snapshot.all(bus, Topics.SLICES, s -> true))).hasSize(3);
        for (Topic<?> topic : Topics.ALL) {
            assertThat(texts(topic))
                    .as(topic.name())
                    .noneMatch(text -> Pattern.compile(
                                    "Planted|MRN-424242|19420131|1\\.2\\.826\\.424242|Accession77|Hospital")
                            .matcher(text)
                            .find());
        }
    }

    /** Every record of a topic as its bytes, a letter each, with its key. */
    private <V> List<String> texts(Topic<V> topic) throws InterruptedException {
        return Await.result(Snapshot.all(bus, topic, v -> true)).stream()
                .map(v -> topic.key().of(v) + new String(topic.codec().encode(v), StandardCharsets.ISO_8859_1))
                .toList();
    }
}
