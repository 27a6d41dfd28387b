package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.Formats;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;
import org.gantry.ingest.read.ScanOrigin;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's producer in Python, a Kafka client of another language that knows nothing of ours but the schema. */
@Timeout(300)
class PythonProducerIT {
    private static final Path HOME = Path.of(System.getProperty("basedir", "."), "..");
    private static final Path PRODUCER = HOME.resolve("docs/examples/produce.py");
    private static final Path SCHEMA = HOME.resolve("proto/src/main/protobuf");

    @TempDir
    private Path root;

    @Test
    void aScanThatPythonPublishesIsCompleteAndIsTheOneThatGantryReads() throws IOException, InterruptedException {
        String python = python();
        Path file = root.resolve("by-python.nii.gz");
        float[] voxels = new float[5 * 7 * 6];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = -1000 + 31 * i % 1400;
        }
        new NiftiWriter(NiftiType.INT16).write(file, new Volume(new Grid(5, 7, 6), voxels), VolumeGeometry.UNKNOWN);
        Path schema = Files.createDirectory(root.resolve("schema"));
        run(root, "protoc", "-I", SCHEMA.toString(), "--python_out=" + schema, "gantry/v1/scan.proto");
        NodeConfig all = NodeConfig.embedded(root.resolve("state"));
        try (Node node = Node.start(
                new NodeConfig(Optional.empty(), all.directory(), 0, EnumSet.of(NodeRole.SAMPLER), all.devices()))) {
            Promise<ScanCompleted> complete = Promise.promise();
            assertThat(node.bus()
                            .tail(Topics.SCANS, received -> complete.tryComplete(received.value()))
                            .ended()
                            .isComplete())
                    .isFalse();
            run(schema, python, PRODUCER.toRealPath().toString(), node.bootstrapServers(), file.toString());
            ScanCompleted published = Await.result(complete.future());
            Scan read = Formats.all().read(file, ScanOrigin.of("by-python"));
            assertThat(published.header()).isEqualTo(read.header());
            assertThat(published.contentDigest()).isEqualTo(read.contentDigest());
            assertThat(published.oddities()).isEmpty();
        }
    }

    /** A Python that has what the producer needs; without one the test is skipped, and says so. */
    private String python() {
        String needed = "python3 with google.protobuf and confluent_kafka, and protoc"
                + " (Debian: python3-protobuf python3-confluent-kafka protobuf-compiler)";
        Optional<String> found = works("protoc", "--version")
                ? Stream.of("python3", "/usr/bin/python3")
                        .filter(python -> works(python, "-c", "import google.protobuf, confluent_kafka"))
                        .findFirst()
                : Optional.empty();
        if (found.isEmpty()) {
            System.err.println("PythonProducerIT is skipped: this machine lacks " + needed);
        }
        Assumptions.assumeTrue(found.isPresent(), "this machine lacks " + needed);
        return found.orElseThrow();
    }

    private boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a program to its good end, with a folder of Python modules. */
    private static void run(Path modules, String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PYTHONPATH", modules.toString());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
