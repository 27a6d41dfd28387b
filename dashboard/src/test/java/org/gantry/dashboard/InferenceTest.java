package org.gantry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.VolumeToClassify;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The V2 inference protocol, as a client of KServe or Triton speaks it, with an interpreter that is played. */
@Timeout(60)
class InferenceTest {
    private static final String INFER = "/v2/models/r1/infer";
    private static final int VOXELS = 16 * 32 * 32;
    private static final String JSON_BYTES = "Inference-Header-Content-Length";

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new MemoryBus(vertx);
    private final DashboardVerticle dashboard = new DashboardVerticle(bus, Facts.ANY_PORT, Optional::empty);
    private Browser browser = new Browser(0);

    @BeforeEach
    void deploy() throws InterruptedException {
        Await.result(vertx.deployVerticle(dashboard));
        browser = new Browser(dashboard.port());
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            Await.result(bus.publish(Topics.MODELS, Facts.model()));
            JsonObject board = Browser.next(lines, "board");
            while (board.getLong("models") == 0) {
                board = Browser.next(lines, "board");
            }
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        Await.result(bus.close().eventually(vertx::close));
    }

    /** Answers each volume with its first voxel and its last; refuses those that begin with a negative one. */
    private void play() {
        assertThat(bus.take(Topics.VOLUMES, "interpreters", 1, records -> {
                            Outbox outbox = new Outbox();
                            records.forEach(record -> answer(record, outbox));
                            return Future.succeededFuture(outbox);
                        })
                        .ended()
                        .isComplete())
                .isFalse();
    }

    private static void answer(Received<VolumeToClassify> record, Outbox outbox) {
        float[] voxels = record.value().volume().voxels();
        if (voxels[0] < 0) {
            outbox.reject(record, "the first voxel is negative");
            return;
        }
        Prediction said = Facts.prediction(record.value().header().scanId());
        outbox.publish(
                Topics.PREDICTIONS,
                new Prediction(
                        said.scanId(),
                        said.model(),
                        record.value().model(),
                        said.labels(),
                        new float[] {voxels[0], voxels[voxels.length - 1]},
                        said.provenance(),
                        said.slices(),
                        said.sliceScores()));
    }

    private static JsonObject input() {
        return new JsonObject()
                .put("name", "volumes")
                .put("datatype", "FP32")
                .put("shape", new JsonArray(List.of(1, 16, 32, 32, 1)));
    }

    private static JsonObject request(JsonObject input) {
        return new JsonObject().put("inputs", new JsonArray().add(input));
    }

    private static JsonArray numbers(double first, double last, int count) {
        JsonArray numbers = new JsonArray();
        for (int i = 0; i < count; i++) {
            numbers.add(i == 0 ? first : i == count - 1 ? last : i / 7.0);
        }
        return numbers;
    }

    private HttpResponse<String> infer(JsonObject request) {
        return browser.post(INFER, request.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = new JsonObject(response.body());
        assertThat(problem.getString("error")).isEqualTo(problem.getString("detail"));
        return problem.getString("detail");
    }

    @Test
    void modelsSayWhatTheyTakeAndGive() {
        assertThat(browser.json("/v2").getString("name")).isEqualTo("gantry");
        assertThat(browser.json("/v2/models/r1")).isEqualTo(new JsonObject("""
                {"name": "r1", "versions": ["m1"], "platform": "gantry", "labels": ["Normal", "NCP"],
                 "inputs": [{"name": "volumes", "datatype": "FP32", "shape": [1, 16, 32, 32, 1]}],
                 "outputs": [{"name": "probabilities", "datatype": "FP32", "shape": [1, 2]},
                             {"name": "label", "datatype": "BYTES", "shape": [1]}]}"""));
        assertThat(browser.json("/v2/models/r1/ready").getBoolean("ready")).isTrue();
        assertThat(problem(browser.get("/v2/models/none"), 404)).contains("no model 'none' is published");
        assertThat(problem(browser.post("/v2/models/none/infer"), 404)).contains("no model 'none'");
    }

    @Test
    void aVolumeInJsonIsAnsweredByWayOfTheTopics() {
        play();
        HttpResponse<String> response =
                infer(request(input().put("data", numbers(0.25, 0.75, VOXELS))).put("id", "mine"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonObject answer = new JsonObject(response.body());
        assertThat(answer.getString("id")).isEqualTo("mine");
        assertThat(answer.getString("model_version")).isEqualTo("m1");
        assertThat(answer.getJsonArray("outputs")).isEqualTo(new JsonArray("""
                [{"name": "probabilities", "shape": [1, 2], "datatype": "FP32", "data": [0.25, 0.75]},
                 {"name": "label", "shape": [1], "datatype": "BYTES", "data": ["NCP"]}]"""));
        String scan = answer.getJsonObject("parameters").getString("scan");
        JsonObject state = browser.json("/api/scans/" + scan);
        assertThat(state.getString("state")).isEqualTo("answered");
        assertThat(state.getJsonArray("predictions")).hasSize(1);
    }

    @Test
    void numbersMayStandAsBytesBehindTheJsonAndOutputsMayBeChosen() {
        play();
        byte[] json = request(input().put("parameters", new JsonObject().put("binary_data_size", VOXELS * Float.BYTES)))
                .put("outputs", new JsonArray().add(new JsonObject().put("name", "label")))
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer body =
                ByteBuffer.allocate(json.length + VOXELS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        body.put(json).putFloat(0.875f).position(body.capacity() - Float.BYTES).putFloat(0.125f);
        HttpResponse<String> response = browser.post(INFER, body.array(), JSON_BYTES, Integer.toString(json.length));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(new JsonObject(response.body()).getJsonArray("outputs")).isEqualTo(new JsonArray("""
                [{"name": "label", "shape": [1], "datatype": "BYTES", "data": ["Normal"]}]"""));
        assertThat(problem(browser.post(INFER, body.array(), JSON_BYTES, "x"), 400))
                .contains(JSON_BYTES);
    }

    @Test
    void whatTheInterpreterRefusesIsSaidAtOnce() {
        play();
        assertThat(problem(infer(request(input().put("data", numbers(-1, 0, VOXELS)))), 422))
                .isEqualTo("the first voxel is negative");
    }

    @Test
    void whatIsNoVolumeForTheModelIsRefusedWithTheReason() {
        JsonArray few = numbers(0, 0, 7);
        assertThat(problem(infer(request(input().put("data", few))), 400)).contains("has 7 numbers");
        assertThat(problem(infer(request(input().put("data", numbers(0, 0, VOXELS + 1)))), 400))
                .contains("more numbers");
        assertThat(problem(infer(request(input().put("shape", few).put("data", few))), 400))
                .contains("has the shape");
        assertThat(problem(infer(request(input().put("name", "x"))), 400)).contains("give one input, 'volumes'");
        assertThat(problem(infer(request(input().put("datatype", "FP64"))), 400))
                .contains("FP64; give FP32");
        assertThat(problem(infer(request(input().put("data", new JsonArray().add("x")))), 400))
                .contains("numbers");
        assertThat(problem(infer(new JsonObject()), 400)).contains("give one input");
        assertThat(problem(infer(new JsonObject().put("inputs", 1)), 400)).contains("'inputs' is no list");
        for (String text : List.of("", "[]", "{", "{\"inputs\": [{\"data\": [1e999]", "null")) {
            assertThat(problem(browser.post(INFER, text.getBytes(StandardCharsets.UTF_8)), 400))
                    .as(text)
                    .isNotBlank();
        }
    }
}
