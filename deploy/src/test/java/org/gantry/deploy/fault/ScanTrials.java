package org.gantry.deploy.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.gantry.app.node.NodeRole;
import org.gantry.app.phantom.PhantomFolder;
import org.gantry.bench.site.RandomModel;
import org.gantry.bench.site.Reader;
import org.gantry.deploy.TinyRun;

/**
 * Trials on scans that go from a watched folder to predictions and CAMs: half of a trial's scans are fed before the
 * fault, half while it lasts, and each must be answered once, as it would have been without.
 */
final class ScanTrials implements AutoCloseable {
    private static final Set<NodeRole> ROLES = EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER, NodeRole.INTERPRETER);
    private static final int PHANTOMS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Site site;
    private final Reader reader;
    private final PhantomFolder phantoms;
    private final List<String> fed = new ArrayList<>();

    private ScanTrials(Site site, PhantomFolder phantoms) {
        this.site = site;
        this.phantoms = phantoms;
        this.reader = new Reader(site.cluster().servers());
    }

    /** An installation of so many brokers with a model, and a first round of scans without a fault. */
    static ScanTrials open(Path root, int brokers) throws IOException, InterruptedException {
        PhantomFolder phantoms = new PhantomFolder(Files.createDirectories(root.resolve("phantoms")));
        phantoms.write(TinyRun.small(11), PHANTOMS, written -> {});
        Site site = Site.open(root, brokers);
        RandomModel.SMALL.publish(site.cluster().servers(), root.resolve("model.zip"));
        ScanTrials trials = new ScanTrials(site, phantoms);
        site.start(ROLES);
        trials.feed("whole", PHANTOMS, new Random(0));
        trials.awaitAnswers();
        return trials;
    }

    /** Does a trial; says how many processes a supervisor had to start again that nobody had killed. */
    int run(Cell cell) throws IOException, InterruptedException {
        Random random = new Random(cell.seed());
        cell.fault().prepare(site, cell.victim());
        site.requireAlive();
        int before = reader.events();
        String name = "s" + cell.seed() + "-" + cell.fault() + "-" + cell.victim();
        feed(name + "-a", PHANTOMS, random);
        int when = 1 + random.nextInt(PHANTOMS * (TinyRun.SLICES + Reader.WAY.size() - 1));
        reader.await(() -> reader.events() >= before + when, PATIENCE, () -> "only " + reader.events() + " records");
        cell.fault().strike(site, cell.victim());
        if (cell.fault() != Fault.FULL_DISK || cell.victim() != NodeRole.INGEST) {
            feed(name + "-b", PHANTOMS, random);
        }
        cell.last(site.cluster(), reader);
        cell.fault().mend(site, cell.victim());
        int revived = site.revive() - cell.fault().ended();
        awaitAnswers();
        site.requireAlive();
        check(cell);
        return revived;
    }

    /** Puts scans into the watched folder, each by one rename. */
    private void feed(String name, int count, Random random) throws IOException {
        for (int n = 0; n < count; n++) {
            int phantom = random.nextInt(PHANTOMS);
            String scan = name + "-" + n + "-p" + phantom;
            Path copy = site.incoming().resolve("." + scan);
            Files.copy(phantoms.scans().resolve(String.format("phantom-%04d.nii.gz", phantom)), copy);
            Files.move(copy, site.incoming().resolve(scan + ".nii.gz"), StandardCopyOption.ATOMIC_MOVE);
            fed.add(scan);
        }
    }

    private void awaitAnswers() {
        reader.await(() -> missing().isEmpty(), PATIENCE, () -> "without prediction or CAM: " + missing());
    }

    private List<String> missing() {
        return fed.stream()
                .filter(scan -> reader.count("predictions.v1", scan) == 0 || reader.count("cams.v1", scan) == 0)
                .toList();
    }

    /** Nothing lost, nothing doubled, nothing else answered, and nothing answered otherwise. */
    private void check(Cell cell) {
        reader.await(
                () -> Groups.lag(site.cluster(), "gantry.interpreters").isEmpty()
                        && Groups.lag(site.cluster(), "gantry.samplers").isEmpty(),
                PATIENCE,
                () -> "not committed: " + Groups.lag(site.cluster(), "gantry.interpreters")
                        + Groups.lag(site.cluster(), "gantry.samplers"));
        for (String topic : List.of("scans.v1", "predictions.v1", "cams.v1")) {
            assertThat(fed.stream().filter(scan -> reader.count(topic, scan) != 1))
                    .as("scans that do not stand once on %s after %s", topic, cell)
                    .isEmpty();
        }
        assertThat(reader.scans("predictions.v1")).containsExactlyInAnyOrderElementsOf(fed);
        for (String scan : fed) {
            assertThat(reader.probabilities(scan))
                    .as("%s after %s", scan, cell)
                    .isEqualTo(reader.probabilities(alike(scan)));
        }
    }

    /** The first scan that was made from the same phantom. */
    private String alike(String scan) {
        String phantom = scan.substring(scan.lastIndexOf("-p"));
        return fed.stream().filter(other -> other.endsWith(phantom)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        reader.close();
        site.close();
    }
}
