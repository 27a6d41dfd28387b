package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.site.Ports;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.ingest.Formats;
import org.gantry.ingest.dataset.NamedScan;
import org.gantry.ingest.read.IntensityChoice;
import org.gantry.ingest.read.ScanOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a modality sends by DICOM's C-STORE, through dcmtk's receiver and the watched folder, to the bus. */
@Timeout(300)
class CStoreIT {
    private static final Path HOME = Path.of(System.getProperty("basedir", "."), "..");
    private static final String RECEIVER = "deploy/compose/storescp/receive";

    /** Of two hospitals: 6 slices as they are, 19 in JPEG Lossless. */
    private static final Map<String, String> STUDIES = Map.of(
            "../shared/data/dicom-signed16-lidc-0001", "--propose-little",
            "../shared/data/dicom-covid-ct-md/normal/normal001", "--propose-lossless");

    @TempDir
    private Path root;

    @Test
    void studiesThatAreSentAreCompleteAndAreTheOnesThatGantryReadsFromTheirFiles()
            throws IOException, InterruptedException {
        Program.require(Program.works("storescu", "--version"), "storescp and storescu (Debian: dcmtk)");
        for (String study : STUDIES.keySet()) {
            Program.require(Files.isDirectory(HOME.resolve(study)), "the real CT data in " + study);
        }
        Path incoming = Files.createDirectory(root.resolve("incoming"));
        String port = Integer.toString(Ports.free());
        NodeConfig all = NodeConfig.embedded(root.resolve("state"));
        EnumSet<NodeRole> roles = EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER);
        Process receiver = receiver(incoming, port);
        try (Node node = Node.start(new NodeConfig(Optional.empty(), all.directory(), 0, roles, all.devices()))) {
            BlockingQueue<ScanCompleted> complete = new LinkedBlockingQueue<>();
            Await.result(node.bus()
                    .tail(Topics.SCANS, scan -> complete.add(scan.value()))
                    .caughtUp());
            Await.result(node.watch(incoming, Duration.ofMillis(200), news -> {}));
            awaitAnswer(receiver, port);
            for (Map.Entry<String, String> study : STUDIES.entrySet()) {
                String folder = HOME.resolve(study.getKey()).toRealPath().toString();
                Program.run(root, "storescu", study.getValue(), "+sd", "127.0.0.1", port, folder);
            }
            Map<String, ScanHeader> came = new HashMap<>();
            while (came.size() < STUDIES.size()) {
                ScanCompleted scan = complete.take();
                came.put(scan.contentDigest(), scan.header());
            }
            for (String study : STUDIES.keySet()) {
                Scan read = read(study);
                assertThat(came).containsEntry(read.contentDigest(), read.header());
            }
        } finally {
            receiver.destroy();
            receiver.waitFor();
        }
    }

    /** A study's scan from its files, under the names that it has on the bus. */
    private static Scan read(String study) throws IOException {
        NamedScan found = Formats.finder().list(HOME.resolve(study)).scans().get(0);
        String patient = found.patient().orElseThrow();
        return found.source().read(new ScanOrigin(found.pseudonym().orElseThrow(), patient, "", IntensityChoice.AUTO));
    }

    private Process receiver(Path incoming, String port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(HOME.resolve(RECEIVER).toString())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("receiver.log").toFile());
        builder.environment().putAll(Map.of("INCOMING", incoming.toString(), "QUIET", "1", "PORT", port));
        return builder.start();
    }

    private void awaitAnswer(Process receiver, String port) throws IOException {
        while (!Program.works("echoscu", "127.0.0.1", port)) {
            assertThat(receiver.isAlive())
                    .as(Files.readString(root.resolve("receiver.log")))
                    .isTrue();
        }
    }
}
