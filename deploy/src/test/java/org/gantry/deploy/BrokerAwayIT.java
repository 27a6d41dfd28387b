package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.app.phantom.PhantomFolder;
import org.gantry.bench.site.Ports;
import org.gantry.bus.Await;
import org.gantry.bus.EmbeddedBroker;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.ingest.delivery.News;
import org.gantry.ingest.delivery.News.Stage;
import org.gantry.proto.ScanCompleted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scans that come by folder and by HTTP while the broker is away. */
@Timeout(300)
class BrokerAwayIT {
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    private Path root;

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private News next(Stage stage) throws InterruptedException {
        News said = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (said != null && said.stage() != stage) {
            said = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(said).as("something is %s", stage).isNotNull();
        return said;
    }

    private HttpResponse<String> send(int port, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(
                request.uri(URI.create("http://127.0.0.1:" + port + path)).build(), BodyHandlers.ofString());
    }

    @Test
    void whatComesWhileTheBrokerIsAwayStaysOnTheDiskAndIsOnTheBusWhenItIsBack()
            throws IOException, InterruptedException {
        PhantomFolder scans = new PhantomFolder(root.resolve("scans"));
        scans.write(TinyRun.small(5), 2, written -> {});
        Path dropped = root.resolve("in/dropped.nii.gz");
        Path sent = scans.scans().resolve("phantom-0001.nii.gz");
        int port = Ports.free();
        EmbeddedBroker broker = EmbeddedBroker.start(root.resolve("broker"), port);
        NodeConfig all = NodeConfig.embedded(root.resolve("node"));
        try (Node node = Node.start(new NodeConfig(
                Optional.of(broker.bootstrapServers()),
                all.directory(),
                0,
                EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER),
                all.devices()))) {
            int web = Await.result(node.openDashboard(new DashboardConfig(DashboardConfig.HOST, 0), news::add));
            Await.result(node.watch(root.resolve("in"), Duration.ZERO, news::add));
            broker.close();

            Files.move(scans.scans().resolve("phantom-0000.nii.gz"), dropped);
            assertThat(next(Stage.READING).name()).isEqualTo("dropped.nii.gz");
            HttpResponse<String> accepted = send(
                    web, "/scans?name=sent.nii.gz", HttpRequest.newBuilder().POST(BodyPublishers.ofFile(sent)));
            assertThat(accepted.statusCode()).isEqualTo(202);
            String status = accepted.headers().firstValue("Location").orElseThrow();
            assertThat(next(Stage.READING).name()).isEqualTo(status.substring(status.lastIndexOf('/') + 1));
            assertThat(send(web, status, HttpRequest.newBuilder().GET()).body()).contains("\"state\":\"reading\"");
            assertThat(dropped).as("it stays until the bus has it").exists();
            assertThat(news).isEmpty();

            broker = EmbeddedBroker.start(root.resolve("broker"), port);
            assertThat(next(Stage.DONE).text()).endsWith("is on the bus");
            assertThat(next(Stage.DONE).text()).endsWith("is on the bus");
            assertThat(dropped).doesNotExist();
            assertThat(send(web, status, HttpRequest.newBuilder().GET()).body()).contains("\"scans\":[\"sent\"]");
            assertThat(new PlainConsumer(node.bootstrapServers()).all("scans.v1", ScanCompleted.parser()))
                    .extracting(scan -> scan.getHeader().getScanId())
                    .containsExactlyInAnyOrder("dropped", "sent");
        } finally {
            broker.close();
        }
    }
}
