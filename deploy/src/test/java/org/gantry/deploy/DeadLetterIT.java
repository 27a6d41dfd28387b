package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.proto.ScanCompleted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Slices by a Kafka client that is not ours: malformed bytes, one that contradicts its scan, and one in a partition
 * where its scan is not. They become dead letters; the last one, replayed over HTTP, completes its scan.
 */
@Timeout(600)
class DeadLetterIT {
    private static final int SLICES = 4;
    private static final int SIDE = 16;
    private static final String LETTERS = "/api/dead-letters";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path root;

    @Test
    void aSliceThatStoodInTheWrongPartitionCompletesItsScanWhenItIsReplayed() throws Exception {
        Scan scan = scan();
        NodeConfig all = NodeConfig.embedded(root);
        try (Node node =
                Node.start(new NodeConfig(Optional.empty(), root, 0, EnumSet.of(NodeRole.SAMPLER), all.devices()))) {
            int port = Await.result(
                    node.openDashboard(new DashboardConfig(DashboardConfig.HOST, 0, 2, Optional.empty()), news -> {}));
            try (KafkaProducer<byte[], byte[]> producer = producer(node.bootstrapServers())) {
                int home = send(producer, null, Topics.SLICES.codec().encode(scan.slice(0)));
                int elsewhere =
                        (home + 1) % producer.partitionsFor("gantry.slices.v1").size();
                for (int s = 1; s < SLICES - 1; s++) {
                    send(producer, home, Topics.SLICES.codec().encode(scan.slice(s)));
                }
                poison(producer, home, scan);
                assertThat(awaitLetters(port, 2))
                        .as("what stands before them was taken")
                        .hasSize(2);
                send(producer, elsewhere, Topics.SLICES.codec().encode(scan.slice(SLICES - 1)));
            }
            JsonArray letters = awaitLetters(port, 3);
            String malformed = place(letters, "these bytes are no gantry.v1.Slice");
            String contradicting = place(letters, "contradicts the first one");
            String misplaced = place(letters, "choose the partition by murmur2");
            assertThat(completed(node)).isEmpty();

            assertThat(get(port, LETTERS + "/" + malformed).getString("fault")).isNotNull();
            assertThat(get(port, LETTERS + "/" + misplaced).getString("fault")).isNull();
            assertThat(post(port, malformed, "drop").statusCode()).isEqualTo(200);
            assertThat(post(port, misplaced, "replay").statusCode()).isEqualTo(200);
            assertThat(post(port, misplaced, "replay").statusCode()).isEqualTo(409);
            while (completed(node).isEmpty()) {
                node.requireHealth();
            }
            assertThat(completed(node)).singleElement().satisfies(done -> {
                assertThat(done.getHeader().getScanId()).isEqualTo(scan.header().scanId());
                assertThat(done.getContentDigest()).isEqualTo(scan.contentDigest());
            });

            assertThat(post(port, contradicting, "replay").statusCode()).isEqualTo(200);
            String again = place(awaitOther(port, contradicting), "contradicts the first one");
            assertThat(post(port, again, "drop").statusCode()).isEqualTo(200);
            assertThat(awaitLetters(port, 0)).isEmpty();
            assertThat(completed(node)).hasSize(1);
        }
    }

    /** Bytes that are no slice, and a slice that contradicts its scan. */
    private static void poison(KafkaProducer<byte[], byte[]> producer, int home, Scan scan)
            throws ExecutionException, InterruptedException {
        Slice wrong = new Slice(scan.header(), 0, SLICES + 1, new float[SIDE * SIDE]);
        send(producer, home, "no protocol buffer".getBytes(StandardCharsets.UTF_8));
        send(producer, home, Topics.SLICES.codec().encode(wrong));
    }

    private static Scan scan() {
        List<float[]> slices = new ArrayList<>();
        for (int s = 0; s < SLICES; s++) {
            float[] pixels = new float[SIDE * SIDE];
            pixels[s] = -1000;
            slices.add(pixels);
        }
        return new Scan(
                new ScanHeader("lung-a", "p", "", Intensity.HU, VolumeGeometry.UNKNOWN, SIDE, SIDE), slices, List.of());
    }

    private static KafkaProducer<byte[], byte[]> producer(String servers) {
        return new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
    }

    /** Sends bytes under the scan's key; gives the partition where they stand. */
    @CanIgnoreReturnValue
    private static int send(KafkaProducer<byte[], byte[]> producer, @Nullable Integer partition, byte[] bytes)
            throws ExecutionException, InterruptedException {
        byte[] key = "lung-a".getBytes(StandardCharsets.UTF_8);
        return producer.send(new ProducerRecord<>("gantry.slices.v1", partition, key, bytes))
                .get()
                .partition();
    }

    private static List<ScanCompleted> completed(Node node) {
        return new PlainConsumer(node.bootstrapServers()).all("scans.v1", ScanCompleted.parser());
    }

    private static String place(JsonArray letters, String reason) {
        return letters.stream()
                .map(JsonObject.class::cast)
                .filter(letter -> letter.getString("reason").contains(reason))
                .map(letter -> letter.getString("place"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no letter says '" + reason + "' in " + letters));
    }

    /** Waits until so many letters are open. */
    private JsonArray awaitLetters(int port, int count) throws IOException, InterruptedException {
        JsonArray items = get(port, LETTERS).getJsonArray("items");
        while (items.size() != count) {
            items = get(port, LETTERS).getJsonArray("items");
        }
        return items;
    }

    /**
     * Waits until the only open letter is another: what was settled is known here when it has come back from the log.
     */
    private JsonArray awaitOther(int port, String settled) throws IOException, InterruptedException {
        JsonArray items = awaitLetters(port, 1);
        while (items.getJsonObject(0).getString("place").equals(settled)) {
            items = awaitLetters(port, 1);
        }
        return items;
    }

    private JsonObject get(int port, String path) throws IOException, InterruptedException {
        return new JsonObject(send(port, path, "GET").body());
    }

    private HttpResponse<String> post(int port, String place, String action) throws IOException, InterruptedException {
        return send(port, LETTERS + "/" + place + "/" + action, "POST");
    }

    private HttpResponse<String> send(int port, String path, String method) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
