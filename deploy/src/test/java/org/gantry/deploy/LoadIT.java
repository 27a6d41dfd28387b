package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.load.Overload;
import org.gantry.bench.load.Overload.Moment;
import org.gantry.bench.load.Overload.Outcome;
import org.gantry.bench.site.Client;
import org.gantry.bench.site.RandomModel;
import org.gantry.bench.site.Reader;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.network.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too much at once, and something very large: what comes waits on the brokers, not in memory. */
class LoadIT {
    private static final double HEAP_MIB = 256;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path root;

    @Test
    void whatComesTenTimesFasterThanItIsAnsweredWaitsAndIsAnsweredOnce() throws Exception {
        Overload overload = new Overload(root, Duration.ofSeconds(5), 10, Duration.ofMillis(200), "256m");
        List<Moment> moments = new ArrayList<>();
        Outcome outcome = overload.run(TinyRun.small(1).phantom(0, true).scan(), moments::add);
        assertThat(outcome.moments()).isEqualTo(moments);
        assertThat(outcome.scans()).isGreaterThan(100);
        assertThat(outcome.largestLag()).as("volumes that waited").isGreaterThan(50);
        assertThat(moments).allSatisfy(moment -> {
            assertThat(moment.brokerHeap()).isBetween(1.0, HEAP_MIB);
            assertThat(moment.interpreterHeap()).isBetween(1.0, HEAP_MIB);
        });
        assertThat(moments.get(moments.size() - 1).answered()).isEqualTo(outcome.scans() - 40);
    }

    @Test
    void aVolumeOfSixtyFourMebibytesIsAnsweredAndExplained() throws Exception {
        Grid input = new Grid(256, 256, 256);
        try (Node node = Node.start(new NodeConfig(
                        Optional.empty(),
                        Files.createDirectories(root.resolve("node")),
                        0,
                        EnumSet.of(NodeRole.INTERPRETER),
                        List.of(Device.DEFAULT)));
                Client client = Client.of(node.bootstrapServers());
                Reader reader = new Reader(node.bootstrapServers(), List.of("predictions.v1", "cams.v1"))) {
            String digest = new RandomModel(RandomModel.SMALL.widths(), input)
                    .publish(node.bootstrapServers(), root.resolve("model.zip"));
            float[] voxels = new float[input.positions()];
            for (int i = 0; i < voxels.length; i++) {
                voxels[i] = i % 251 / 100f - 1;
            }
            ScanHeader header = new ScanHeader("large", "nobody", "", Intensity.HU, VolumeGeometry.UNKNOWN, 256, 256);
            Await.result(client.bus()
                    .publish(
                            Topics.VOLUMES,
                            new VolumeToClassify(
                                    header,
                                    digest,
                                    new Volume(input, voxels),
                                    VolumeGeometry.UNKNOWN,
                                    IntStream.range(0, 256).toArray())));
            reader.await(() -> reader.count("cams.v1", "large") == 1, PATIENCE, () -> "no CAM");
            assertThat(reader.count("predictions.v1", "large")).isEqualTo(1);
            node.requireHealth();
        }
    }
}
