package org.gantry.ingest.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.IngestVerticle;
import org.gantry.ingest.Ingested;
import org.gantry.ingest.PlayedSampler;
import org.gantry.ingest.delivery.News.Stage;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder from outside: what is put into it, what is said, what lies there afterwards. */
@Timeout(60)
class DeliveryVerticleTest {
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration OFTEN = Duration.ofMillis(1);

    @TempDir
    Path root;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);
    private final IngestVerticle ingest = new IngestVerticle(bus);
    private final SetClock clock = new SetClock();
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init")
    private Path in;

    /** Stands still until it is set. */
    private static final class SetClock implements Supplier<Duration> {
        private volatile Duration now = Duration.ZERO;

        @Override
        public Duration get() {
            return now;
        }

        void add(Duration time) {
            now = now.plus(time);
        }
    }

    @BeforeEach
    void start() throws InterruptedException {
        in = root.resolve("in");
        Await.result(vertx.deployVerticle(ingest));
        assertThat(new PlayedSampler(bus).atWork()).isTrue();
    }

    @AfterEach
    void stop() throws InterruptedException {
        Await.result(vertx.close());
    }

    /** Watches with entries that are complete as they are put there. */
    @CanIgnoreReturnValue
    private String watch(Ingester ingester) throws InterruptedException {
        return watch(ingester, Duration.ZERO, clock);
    }

    @CanIgnoreReturnValue
    private String watch(Ingester ingester, Duration settle, Supplier<Duration> time) throws InterruptedException {
        DeliveryConfig config = new DeliveryConfig(settle, OFTEN, time);
        return Await.result(
                vertx.deployVerticle(DeliveryVerticle.watching(DropFolder.open(in), ingester, config, news::add)));
    }

    private News next(Stage stage) throws InterruptedException {
        for (News said = news.poll(30, TimeUnit.SECONDS); said != null; said = news.poll(30, TimeUnit.SECONDS)) {
            if (said.stage() == stage) {
                return said;
            }
        }
        throw new AssertionError("nothing more was said");
    }

    /** A right scan elsewhere, to be moved in: its voxels are a function of the seed. */
    private Path scan(String name, int seed) throws IOException {
        Path file = Files.createDirectories(root.resolve("out")).resolve(name);
        Grid grid = new Grid(3, 5, 5);
        float[] voxels = new float[grid.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = -1000 + (31 * i + seed) % 400;
        }
        new NiftiWriter(NiftiType.INT16).write(file, new Volume(grid, voxels), VolumeGeometry.UNKNOWN);
        return file;
    }

    private void put(Path file) throws IOException {
        Files.createDirectories(in);
        Files.move(file, in.resolve(file.getFileName()));
    }

    private List<String> ids() throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.SCANS, s -> true)).stream()
                .map(ScanCompleted::header)
                .map(h -> h.scanId())
                .sorted()
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(p -> p.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(in.resolve(name));
    }

    @Test
    void aScanIsMovedToDoneBesideItsIdWhenTheBusHasIt() throws Exception {
        watch(ingest::ingest);
        put(scan("s1.nii.gz", 1));
        assertThat(next(Stage.DONE)).isEqualTo(new News("s1.nii.gz", Stage.DONE, "scan s1 is on the bus"));
        assertThat(ids()).containsExactly("s1");
        assertThat(names(in)).containsExactly("done", "rejected");
        assertThat(names(in.resolve("done"))).containsExactly("s1.nii.gz", "s1.nii.gz.scans.txt");
        assertThat(text("done/s1.nii.gz.scans.txt")).startsWith("s1\ts1.nii.gz");
    }

    @Test
    void whatGrowsIsTakenOnlyOnceItHasStoodStill() throws Exception {
        watch(ingest::ingest, SETTLE, clock);
        put(scan("later.nii.gz", 1));
        put(Files.createDirectory(root.resolve("still")));
        Files.move(scan("first.nii.gz", 2), in.resolve("still/first.nii.gz"));
        byte[] whole = Files.readAllBytes(in.resolve("later.nii.gz"));
        Files.write(in.resolve("later.nii.gz"), new byte[] {whole[0], whole[1], whole[2]});
        looks(3);
        clock.add(SETTLE.minusMillis(1));
        Files.write(in.resolve("later.nii.gz"), whole);
        looks(3);
        assertThat(news).isEmpty();
        clock.add(Duration.ofMillis(1));
        assertThat(next(Stage.DONE).name()).isEqualTo("still");
        looks(3);
        assertThat(news).as("the one that grew just now").isEmpty();
        clock.add(SETTLE);
        assertThat(next(Stage.DONE).name()).isEqualTo("later.nii.gz");
    }

    /** Waits until the folder was looked at so often, by an entry in it that is looked at for nothing. */
    private void looks(int times) throws IOException, InterruptedException {
        Path probe = Files.createDirectories(root.resolve("probes"));
        BlockingQueue<News> seen = new LinkedBlockingQueue<>();
        DeliveryConfig config = new DeliveryConfig(Duration.ZERO, Duration.ofMillis(5), clock);
        String id = Await.result(vertx.deployVerticle(DeliveryVerticle.watching(
                DropFolder.open(probe),
                (request, progress) -> Future.failedFuture(new IOException("no")),
                config,
                seen::add)));
        for (int i = 0; i < times; i++) {
            Files.writeString(probe.resolve("p" + i), "x");
            assertThat(seen.poll(30, TimeUnit.SECONDS)).isNotNull();
        }
        Await.result(vertx.undeploy(id));
    }

    @Test
    void namesOfUnfinishedAndHiddenFilesAreLeftAlone() throws Exception {
        Files.createDirectories(in);
        for (String name : List.of(".hidden.nii", "a.nii.part", "b.TMP")) {
            Files.writeString(in.resolve(name), "x");
        }
        watch(ingest::ingest);
        put(scan("s1.nii.gz", 1));
        assertThat(next(Stage.DONE).name()).isEqualTo("s1.nii.gz");
        assertThat(news).isEmpty();
        assertThat(names(in)).containsExactly("a.nii.part", "b.TMP", "done", "rejected");
    }

    @Test
    void whatIsNoScanIsRejectedWithFileFieldAndRemedy() throws Exception {
        watch(ingest::ingest);
        byte[] whole = Files.readAllBytes(scan("cut.nii.gz", 1));
        Path cut = Files.write(root.resolve("cut.nii.gz"), Arrays.copyOf(whole, whole.length / 2));
        put(cut);
        assertThat(next(Stage.REJECTED).text()).startsWith("rejected: cut.nii.gz: gzip ends too early");
        assertThat(names(in.resolve("rejected"))).containsExactly("cut.nii.gz", "cut.nii.gz.reason.txt");
        assertThat(text("rejected/cut.nii.gz.reason.txt"))
                .startsWith("Nothing of this is on the bus:")
                .contains("cut.nii.gz: gzip ends too early; copy or download the file again")
                .doesNotContain(root.toString());
        assertThat(ids()).isEmpty();
    }

    @Test
    void aFolderOfWhichSomeIsRefusedIsDoneAndSaysSo() throws Exception {
        watch(ingest::ingest);
        Path study = Files.createDirectory(root.resolve("study"));
        Files.move(scan("good.nii.gz", 1), study.resolve("good.nii.gz"));
        Files.writeString(study.resolve("bad.nii.gz"), "not a scan");
        put(study);
        assertThat(next(Stage.DONE).text())
                .startsWith("scan good is on the bus, but not all was taken: study/bad.nii.gz: ");
        assertThat(names(in.resolve("done"))).containsExactly("study", "study.reason.txt", "study.scans.txt");
        assertThat(text("done/study.reason.txt")).contains("study/bad.nii.gz", "no format that Gantry reads");
    }

    @Test
    void anArchiveIsADeliveryAndSoIsAFolderWithArchivesAndFiles() throws Exception {
        watch(ingest::ingest);
        put(zip("one.zip", scan("a.nii.gz", 1)));
        assertThat(next(Stage.DONE).text()).isEqualTo("scan a is on the bus");
        Path folder = Files.createDirectories(root.resolve("day"));
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.move(zip("two.zip", scan("b.nii.gz", 2)), inner.resolve("two.zip"));
        Files.move(scan("c.nii.gz", 3), inner.resolve("c.nii.gz"));
        put(folder);
        assertThat(next(Stage.DONE).text()).isEqualTo("2 scans are on the bus");
        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    void anArchiveThatComesUnderTheNameOfAnEarlierOneIsReadAnew() throws Exception {
        watch(ingest::ingest);
        put(zip("study.zip", scan("a.nii.gz", 1)));
        assertThat(next(Stage.DONE).text()).isEqualTo("scan a is on the bus");
        put(zip("study.zip", scan("b.nii.gz", 2)));
        assertThat(next(Stage.DONE).text()).isEqualTo("scan b is on the bus");
        assertThat(names(in.resolve("done"))).contains("study.zip", "2-study.zip", "2-study.zip.scans.txt");
    }

    private Path zip(String name, Path file) throws IOException {
        Path zip = root.resolve(name);
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            entries.putNextEntry(new ZipEntry(file.getFileName().toString()));
            entries.write(Files.readAllBytes(file));
        }
        Files.delete(file);
        return zip;
    }

    @Test
    void aFileThatIsAloneGivesTheScanItsNameThoughItsFormatIsOneOfSlices() throws Exception {
        watch(ingest::ingest);
        BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setSample(3, 3, 0, 200);
        Path file = root.resolve("alone.png");
        assertThat(ImageIO.write(picture, "png", file.toFile())).isTrue();
        put(file);
        assertThat(next(Stage.DONE).text()).isEqualTo("scan alone is on the bus");
    }

    @Test
    void aScanThatIsOnTheBusWithOtherContentIsRejectedAndTheRemedyNamed() throws Exception {
        watch(ingest::ingest);
        put(scan("s1.nii.gz", 1));
        assertThat(next(Stage.DONE).name()).isEqualTo("s1.nii.gz");
        put(scan("s1.nii.gz", 1));
        assertThat(next(Stage.DONE).text()).as("the same again").isEqualTo("scan s1 is on the bus");
        put(scan("s1.nii.gz", 2));
        assertThat(next(Stage.REJECTED).text()).contains("scan s1 is on the bus already with other content", "rename");
        assertThat(ids()).containsExactly("s1");
    }

    @Test
    void whatIsNotOnTheBusStaysAndIsTakenByTheNextProcess() throws Exception {
        Promise<Void> asked = Promise.promise();
        String id = watch((request, progress) -> {
            asked.tryComplete();
            return Promise.<Ingested>promise().future(); // no broker answers
        });
        put(scan("s1.nii.gz", 1));
        Await.result(asked.future());
        Await.result(vertx.undeploy(id));
        assertThat(names(in)).contains("s1.nii.gz");
        news.clear();
        watch(ingest::ingest);
        assertThat(next(Stage.DONE).name()).isEqualTo("s1.nii.gz");
        assertThat(names(in)).containsExactly("done", "rejected");
    }

    @Test
    void aFailureOfTheProcessThatEndsRejectsNothing() throws Exception {
        Promise<Ingested> ingested = Promise.promise();
        Promise<Void> asked = Promise.promise();
        String id = watch((request, progress) -> {
            asked.tryComplete();
            return ingested.future();
        });
        put(scan("s1.nii.gz", 1));
        Await.result(asked.future());
        Await.result(vertx.undeploy(id));
        ingested.fail(new IllegalStateException("the producer is closed"));
        watch(ingest::ingest);
        assertThat(next(Stage.DONE).name()).isEqualTo("s1.nii.gz");
        assertThat(names(in.resolve("rejected"))).isEmpty();
    }

    @Test
    void whatFailsForAReasonThatPassesIsTriedAgainAndTheOthersGoOn() throws Exception {
        boolean[] well = new boolean[1];
        watch((request, progress) -> !well[0] && request.sources().get(0).endsWith("s1.nii.gz")
                ? Future.failedFuture(new IOException("No space left on device"))
                : ingest.ingest(request, progress));
        put(scan("s1.nii.gz", 1));
        assertThat(next(Stage.AGAIN).text())
                .isEqualTo("stays where it is and is tried again (1): No space left on device");
        put(scan("s2.nii.gz", 2));
        assertThat(next(Stage.DONE).name()).isEqualTo("s2.nii.gz");
        well[0] = true;
        clock.add(Duration.ofSeconds(1));
        assertThat(next(Stage.DONE).name()).isEqualTo("s1.nii.gz");
    }

    @Test
    void whatChangedWhileItWasReadIsTakenAgain() throws Exception {
        Path there = in.resolve("s1.nii");
        boolean[] changed = new boolean[1];
        watch((request, progress) -> {
            if (!changed[0]) {
                changed[0] = true;
                try {
                    Files.write(there, new byte[] {0}, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    return Future.failedFuture(e);
                }
            }
            return ingest.ingest(request, progress);
        });
        put(scan("s1.nii", 1));
        assertThat(next(Stage.AGAIN).text()).contains("it changed while it was read");
        assertThat(there).exists();
        clock.add(Duration.ofSeconds(1));
        assertThat(next(Stage.DONE).name()).isEqualTo("s1.nii");
    }

    @Test
    void aFolderThatAnotherProcessHasIsRefusedByName() throws Exception {
        try (DropFolder mine = DropFolder.open(in)) {
            assertThat(mine.path()).isEqualTo(in);
            assertThatThrownBy(() -> DropFolder.open(in))
                    .hasMessage(in + " is in use by another gantry process; give each a folder of its own");
        }
        Files.writeString(root.resolve("file"), "x");
        assertThatThrownBy(() -> DropFolder.open(root.resolve("file/in")))
                .hasMessageContaining(root.resolve("file/in") + ": deliveries cannot be taken there");
    }
}
