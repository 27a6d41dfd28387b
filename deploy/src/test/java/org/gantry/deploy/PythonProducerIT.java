package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
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
        String python = Program.python("google.protobuf", "confluent_kafka");
        Path file = root.resolve("by-python.nii.gz");
        float[] voxels = new float[5 * 7 * 6];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = -1000 + 31 * i % 1400;
        }
        new NiftiWriter(NiftiType.INT16).write(file, new Volume(new Grid(5, 7, 6), voxels), VolumeGeometry.UNKNOWN);
        Path schema = Files.createDirectory(root.resolve("schema"));
        Program.run(root, "protoc", "-I", SCHEMA.toString(), "--python_out=" + schema, "gantry/v1/scan.proto");
        NodeConfig all = NodeConfig.embedded(root.resolve("state"));
        try (Node node = Node.start(
                new NodeConfig(Optional.empty(), all.directory(), 0, EnumSet.of(NodeRole.SAMPLER), all.devices()))) {
            Promise<ScanCompleted> complete = Promise.promise();
            assertThat(node.bus()
                            .tail(Topics.SCANS, received -> complete.tryComplete(received.value()))
                            .ended()
                            .isComplete())
                    .isFalse();
            Program.run(schema, python, PRODUCER.toRealPath().toString(), node.bootstrapServers(), file.toString());
            ScanCompleted published = Await.result(complete.future());
            Scan read = Formats.all().read(file, ScanOrigin.of("by-python"));
            assertThat(published.header()).isEqualTo(read.header());
            assertThat(published.contentDigest()).isEqualTo(read.contentDigest());
            assertThat(published.oddities()).isEmpty();
        }
    }
}
