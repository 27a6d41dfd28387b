package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.BusConfig;
import org.gantry.bus.EmbeddedBroker;
import org.gantry.bus.KafkaBus;
import org.gantry.bus.Topics;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.dashboard.DashboardVerticle;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.network.CamGrid;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.VolumeGeometry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's subscribers: clients of other languages that know nothing of ours but the schema and the routes. */
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class ConsumersIT {
    private static final Path HOME = Path.of(System.getProperty("basedir", "."), "..");
    private static final Path EXAMPLES = HOME.resolve("docs/examples");
    private static final Path SCHEMA = HOME.resolve("proto/src/main/protobuf");
    private static final List<String> LABELS = List.of("Normal", "NCP");

    @TempDir
    private static Path root;

    private static EmbeddedBroker broker;
    private static Vertx vertx;
    private static Bus bus;

    /** Two predictions, and a CAM that is too large for one record. */
    @BeforeAll
    static void publish() throws InterruptedException {
        broker = EmbeddedBroker.start(root.resolve("broker"));
        vertx = Vertx.vertx();
        bus = KafkaBus.connect(vertx, BusConfig.of(broker.bootstrapServers()));
        Await.result(bus.createTopics(Topics.ALL));
        for (String scan : List.of("s1", "s2")) {
            Await.result(bus.publish(
                    Topics.PREDICTIONS,
                    new Prediction(
                            scan,
                            "m",
                            "d",
                            LABELS,
                            new float[] {0.25f, 0.75f},
                            new Provenance("r", "set", "d", 1, "{}", "0.1", Instant.EPOCH),
                            new int[0],
                            new float[0])));
        }
        CamGrid cells = new CamGrid(new Grid(1, 1, 2), new double[] {1, 1, 96}, new double[3]);
        float[][] values = {{0, 0}, {0.5f, -2}};
        Grid size = new Grid(64, 96, 96);
        Await.result(bus.publish(
                Topics.CAMS,
                Cam.of(
                        "s1",
                        "d",
                        LABELS,
                        1,
                        new Cam.Cells(CamMethod.CAM, cells, values),
                        size,
                        VolumeGeometry.UNKNOWN,
                        new int[64])));
    }

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(bus.close().eventually(vertx::close));
        broker.close();
    }

    private static String example(String name) throws IOException {
        return EXAMPLES.resolve(name).toRealPath().toString();
    }

    private static void requireCompiledSchema() {
        String schema = SCHEMA.toString();
        Program.require(
                Program.works("protoc", "-I", schema, "--descriptor_set_out=/dev/null", "gantry/v1/answer.proto"),
                "protoc with the protos of Google (Debian: protobuf-compiler libprotobuf-dev)");
    }

    @Test
    void pythonReadsPredictionsAndJoinsTheChunksOfACam() throws IOException, InterruptedException {
        String python = Program.python("google.protobuf", "confluent_kafka");
        requireCompiledSchema();
        Path schema = Files.createDirectory(root.resolve("schema"));
        Program.run(
                root,
                "protoc",
                "-I",
                SCHEMA.toString(),
                "--python_out=" + schema,
                "gantry/v1/answer.proto",
                "gantry/v1/scan.proto");
        String said = Program.run(schema, python, example("subscribe.py"), broker.bootstrapServers(), "3");
        assertThat(said.lines().map(JsonObject::new).toList())
                .containsExactlyInAnyOrder(
                        new JsonObject("{\"scan\": \"s1\", \"probabilities\": {\"Normal\": 0.25, \"NCP\": 0.75}}"),
                        new JsonObject("{\"scan\": \"s2\", \"probabilities\": {\"Normal\": 0.25, \"NCP\": 0.75}}"),
                        new JsonObject("""
                                {"scan": "s1", "label": "NCP", "grid": [1, 1, 2], "cells": [0.5, -2.0]}"""));
    }

    @Test
    void javaReadsPredictionsFromOneSourceFile() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        String said =
                Program.run(root, java, "-cp", classes, example("Subscribe.java"), broker.bootstrapServers(), "2");
        assertThat(said).contains("s1 [Normal, NCP] [0.25, 0.75]", "s2 [Normal, NCP] [0.25, 0.75]");
    }

    @Test
    void theShellReadsPredictionsOverHttp() throws Exception {
        Program.require(Program.works("curl", "--version"), "curl");
        DashboardVerticle dashboard =
                new DashboardVerticle(bus, new DashboardConfig(DashboardConfig.HOST, 0), Optional::empty);
        Await.result(vertx.deployVerticle(dashboard));
        String url = "http://127.0.0.1:" + dashboard.port();
        Process process = new ProcessBuilder("sh", example("subscribe.sh"), url, "?from=start&scan=s2").start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(new JsonObject(lines.readLine()).getString("scan")).isEqualTo("s2");
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    @Test
    void kcatReadsPredictions() throws IOException, InterruptedException {
        Program.require(Program.works("kcat", "-V"), "kcat");
        requireCompiledSchema();
        String said = Program.run(root, "sh", example("kcat.sh"), broker.bootstrapServers());
        assertThat(said).contains("scan_id: \"s1\"", "scan_id: \"s2\"", "probabilities: 0.75");
    }
}
