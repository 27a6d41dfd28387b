package org.gantry.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gantry.app.trace.Tracing;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.EmbeddedBroker;
import org.gantry.bus.Origin;
import org.gantry.bus.Received;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.bus.trace.Trace;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.network.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process tells of itself while a scan goes through it, and while its broker is away. */
@Timeout(300)
class VitalsTest {
    @TempDir
    private Path root;

    private static Scan scan(String id) {
        ScanHeader header = new ScanHeader(id, id, "", Intensity.HU, VolumeGeometry.UNKNOWN, 8, 8);
        List<float[]> slices = new ArrayList<>();
        for (int s = 0; s < TinyModel.INPUT.depth(); s++) {
            float[] pixels = new float[64];
            pixels[s] = 100;
            slices.add(pixels);
        }
        return new Scan(header, slices, List.of());
    }

    private static <V> BlockingQueue<Received<V>> reading(Bus bus, Topic<V> topic) {
        BlockingQueue<Received<V>> seen = new LinkedBlockingQueue<>();
        bus.tail(topic, seen::add).ended().onFailure(e -> seen.clear());
        return seen;
    }

    private static <V> Received<V> next(BlockingQueue<Received<V>> seen) throws InterruptedException {
        Received<V> next = seen.poll(2, TimeUnit.MINUTES);
        assertThat(next).as("something is published").isNotNull();
        return next;
    }

    private NodeConfig config(Optional<String> servers, NodeRole first, NodeRole... others) {
        return new NodeConfig(servers, root.resolve("node"), 0, EnumSet.of(first, others), List.of(Device.DEFAULT));
    }

    private static DashboardConfig anyPort() {
        return new DashboardConfig(DashboardConfig.HOST, 0);
    }

    @Test
    void aTraceThatAClientBeganGoesOnToThePredictionAndItsWayIsMeasuredAndExported()
            throws IOException, InterruptedException {
        try (Collector collector = new Collector();
                Node node = Node.start(
                        config(Optional.empty(), NodeRole.INGEST, NodeRole.SAMPLER, NodeRole.INTERPRETER),
                        Tracing.to(Optional.of(collector.endpoint()), Map.of()))) {
            Probe probe = new Probe(Await.result(node.openDashboard(anyPort(), news -> {})));
            TinyModel.announce(node.bus());
            assertThat(next(reading(node.bus(), Topics.MODELS)).value().model()).isEqualTo("run");
            assertThat(probe.await("/health/ready", 200).checks())
                    .containsOnlyKeys("broker", "dashboard", "ingest", "sampler", "interpreter")
                    .containsValues("up");
            assertThat(probe.health("/health/live").status()).isEqualTo(200);

            Trace clients = Trace.begin();
            Scan scan = scan("s1");
            for (int s = 0; s < TinyModel.INPUT.depth(); s++) {
                Await.result(node.bus().publish(Topics.SLICES, scan.slice(s), Origin.of(clients)));
            }
            List<Received<?>> way = List.of(
                    next(reading(node.bus(), Topics.SCANS)),
                    next(reading(node.bus(), Topics.VOLUMES)),
                    next(reading(node.bus(), Topics.PREDICTIONS)),
                    next(reading(node.bus(), Topics.CAMS)));
            assertThat(way)
                    .extracting(record -> record.origin().trace().orElseThrow().traceId())
                    .containsOnly(clients.traceId());
            assertThat(way)
                    .extracting(record -> record.origin().trace().orElseThrow().spanId())
                    .doesNotHaveDuplicates()
                    .doesNotContain(clients.spanId());
            assertThat(way)
                    .extracting(record -> record.origin().since())
                    .as("all tell of the same slice")
                    .containsOnly(way.get(0).origin().since());

            List<String> measured = List.of(
                    "gantry_prediction_latency_seconds_count 1",
                    "gantry_bus_published_records_total{topic=\"predictions.v1\"} 1.0",
                    "gantry_consumer_lag_records{group=\"samplers\",topic=\"slices.v1\"} 0.0",
                    "gantry_step_duration_seconds_count{phase=\"alpha\"} 0");
            assertThat(probe.awaitMetrics(measured).lines()).containsAll(measured);
            collector.await(
                    clients.traceId(),
                    List.of(
                            "send slices.v1",
                            "process slices.v1",
                            "send volumes.v1",
                            "process volumes.v1",
                            "classify volumes.v1",
                            "send predictions.v1"));
        }
    }

    @Test
    void aProcessLivesButIsNotReadyWhileItsBrokerIsAway() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        EmbeddedBroker broker = EmbeddedBroker.start(root.resolve("broker"), port);
        try (Node node = Node.start(config(Optional.of(broker.bootstrapServers()), NodeRole.SAMPLER))) {
            Probe probe = new Probe(Await.result(node.openDashboard(anyPort(), news -> {})));
            assertThat(probe.await("/health/ready", 200).checks())
                    .isEqualTo(Map.of("broker", "up", "dashboard", "up", "sampler", "up"));
            broker.close();

            Probe.Answer away = probe.await("/health/ready", 503);
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.checks())
                    .containsEntry("broker", "no broker at 127.0.0.1:" + port + " answers within 3 s")
                    .containsEntry("sampler", "up");
            Probe.Answer lives = probe.health("/health/live");
            assertThat(lives.status()).isEqualTo(200);
            assertThat(lives.checks()).isEqualTo(Map.of("dashboard", "up", "event loops", "up", "sampler", "up"));
            assertThat(probe.get("/health").statusCode()).isEqualTo(200);

            broker = EmbeddedBroker.start(root.resolve("broker"), port);
            assertThat(probe.await("/health/ready", 200).status()).isEqualTo(200);
        } finally {
            broker.close();
        }
    }
}
