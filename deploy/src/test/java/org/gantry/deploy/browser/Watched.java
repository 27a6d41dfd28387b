package org.gantry.deploy.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.bench.site.Ports;
import org.gantry.bench.site.RandomModel;
import org.gantry.bus.Await;
import org.gantry.bus.EmbeddedBroker;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.deploy.TinyRun;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunEvent.Wished;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;

/** What the pages show: two models, an answered scan whose voxels are known, a search that rests after some epochs. */
final class Watched implements AutoCloseable {
    static final String RUN = "tiny";
    static final String SCAN = "known";
    static final Grid SIZE = new Grid(12, 32, 32);

    private static final int EPOCHS = 60;
    private static final int MEASURED = 3;

    private final Path root;
    private final int brokerPort;
    private EmbeddedBroker broker;
    private final Node node;
    private final int port;

    private Watched(Path root) throws IOException, InterruptedException {
        this.root = root;
        this.brokerPort = Ports.free();
        this.broker = EmbeddedBroker.start(root.resolve("broker"), brokerPort);
        NodeConfig all = NodeConfig.embedded(root.resolve("node"));
        this.node = Node.start(
                new NodeConfig(Optional.of(broker.bootstrapServers()), all.directory(), 0, all.roles(), all.devices()));
        this.port = Await.result(node.openDashboard(new DashboardConfig(DashboardConfig.HOST, 0), news -> {}));
    }

    static Watched start(Path root) throws IOException, InterruptedException {
        Watched watched = new Watched(root);
        watched.search();
        new RandomModel(Widths.parse("4,4,8,8,8,12"), RandomModel.SMALL.input())
                .publish(watched.node.bootstrapServers(), root.resolve("second.zip"), "second");
        RandomModel.SMALL.publish(watched.node.bootstrapServers(), root.resolve("first.zip"), "first");
        watched.feed(watched.scan(SCAN));
        watched.await(Topics.CAMS, cam -> cam.scanId().equals(SCAN));
        return watched;
    }

    /** Searches until some architectures are measured, then rests, so that it takes no time from the others. */
    private void search() throws IOException, InterruptedException {
        RunSpec s = TinyRun.SPEC;
        SearchSettings longer = new SearchSettings(SearchSettings.Mode.DNAS, EPOCHS, 2, 5e-2, 1e-2, 5, 0.5);
        TinyRun.prepare(Files.createDirectories(root.resolve("phantoms")))
                .ask(
                        node,
                        new RunSpec(
                                RUN,
                                s.dataset(),
                                s.seed(),
                                s.widths(),
                                s.strides(),
                                s.searchInput(),
                                s.evaluationInput(),
                                longer,
                                s.evaluation()));
        await(Topics.ARCHITECTURES, a -> a.epoch() == MEASURED - 1);
        Await.result(node.bus().publish(Topics.RUNS, new Wished(RUN, Wish.PAUSE)));
        await(Stage.PAUSED);
    }

    /** HU of a voxel of {@link #scan}. */
    static int hu(int slice, int row, int column) {
        return -1000 + 70 * slice + 9 * row + 3 * column;
    }

    /** A file of a scan whose every voxel is known. */
    Path scan(String name) throws IOException {
        float[] voxels = new float[SIZE.positions()];
        int i = 0;
        for (int d = 0; d < SIZE.depth(); d++) {
            for (int h = 0; h < SIZE.height(); h++) {
                for (int w = 0; w < SIZE.width(); w++) {
                    voxels[i++] = hu(d, h, w);
                }
            }
        }
        Path file = root.resolve(name + ".nii.gz");
        new NiftiWriter(NiftiType.INT16).write(file, new Volume(SIZE, voxels), VolumeGeometry.UNKNOWN);
        return file;
    }

    void feed(Path file) throws InterruptedException {
        assertThat(Await.result(node.ingest().ingest(IngestRequest.unlabelled(List.of(file)), (done, of) -> {}))
                        .scans())
                .hasSize(1);
    }

    <V> void await(Topic<V> topic, Predicate<V> wanted) throws InterruptedException {
        Promise<Void> found = Promise.promise();
        Subscription reading = node.bus().tail(topic, received -> {
            if (wanted.test(received.value())) {
                found.tryComplete();
            }
        });
        node.failure().onFailure(found::tryFail);
        Await.result(found.future());
        Await.result(reading.close());
    }

    void await(Stage stage) throws InterruptedException {
        try (KnownRuns known = new KnownRuns(node.bus(), event -> {})) {
            known.await(
                    RUN,
                    s -> s.status().map(Status::stage).filter(stage::equals).isPresent());
        }
    }

    void restartBroker() {
        broker.close();
        broker = EmbeddedBroker.start(root.resolve("broker"), brokerPort);
    }

    Node node() {
        return node;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    @Override
    public void close() {
        node.close();
        broker.close();
    }
}
