package org.gantry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Topics;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DashboardVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new MemoryBus(vertx);
    private volatile Optional<String> illness = Optional.empty();
    private final DashboardVerticle dashboard =
            new DashboardVerticle(bus, new DashboardConfig(DashboardConfig.HOST, 0), () -> illness);
    private Browser browser = new Browser(0);

    @BeforeEach
    void deploy() throws InterruptedException {
        Await.result(vertx.deployVerticle(dashboard));
        browser = new Browser(dashboard.port());
    }

    @AfterEach
    void close() throws InterruptedException {
        Await.result(bus.close().eventually(vertx::close));
    }

    @Test
    void whatTheTopicsSayIsListed() throws InterruptedException {
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            publishARun();
            awaitTotal(lines, "predictions");

            assertThat(items("/api/scans").getJsonObject(0).getString("scan")).isEqualTo("s1");
            assertThat(items("/api/datasets").getJsonObject(0).getJsonObject("scans"))
                    .isEqualTo(new JsonObject("""
                            {"SEARCH_TRAIN": {"Normal": 1, "NCP": 1}, "SEARCH_VALIDATION": {"Normal": 0, "NCP": 0},
                             "VALIDATION": {"Normal": 0, "NCP": 0}, "TEST": {"Normal": 0, "NCP": 1}}"""));
            assertThat(items("/api/architectures").getJsonObject(0).getDouble("performance"))
                    .isEqualTo(0.8);
            assertThat(items("/api/architectures?run=r1")).hasSize(1);
            JsonObject test = items("/api/models").getJsonObject(0).getJsonObject("test");
            assertThat(test.getDouble("accuracy")).isEqualTo(0.85);
            assertThat(test.getJsonArray("confusion")).isEqualTo(new JsonArray("[[8, 2], [1, 9]]"));
            JsonObject prediction = items("/api/predictions").getJsonObject(0);
            assertThat(prediction.getString("label")).isEqualTo("NCP");
            assertThat(prediction.getJsonObject("probabilities").getDouble("NCP"))
                    .isEqualTo(0.875);
        }
    }

    @Test
    void aRunIsListedWithStageProgressCountsAndBestArchitecture() throws InterruptedException {
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            publishARun();
            awaitTotal(lines, "predictions");
        }

        JsonObject run = items("/api/runs").getJsonObject(0);
        assertThat(run.getString("run")).isEqualTo("r1");
        assertThat(run.getString("stage")).isEqualTo("SEARCHING");
        assertThat(run.getJsonObject("progress"))
                .isEqualTo(new JsonObject("{\"unit\": \"epochs\", \"done\": 1, \"of\": 2}"));
        assertThat(run.getInteger("epochsDone")).isEqualTo(1);
        assertThat(run.getInteger("stepsTaken")).isEqualTo(1);
        assertThat(run.getJsonObject("best").getString("genotype")).isEqualTo(Facts.GENOTYPE.toString());
        assertThat(run.getJsonObject("settings").getString("dataset")).isEqualTo("nodules");
        assertThat(run.getJsonArray("trainings").getJsonObject(0).getString("purpose"))
                .isEqualTo("SEARCH");
        JsonObject model = items("/api/models").getJsonObject(0);
        assertThat(model.getString("network")).isEqualTo(Facts.GENOTYPE.toString());
        assertThat(model.getJsonArray("operations")).hasSize(21);
        assertThat(model.getJsonObject("test").getDouble("calibrationError")).isEqualTo(0.25);
    }

    @Test
    void predictionsRunsAndWarningsAreToldAsTheyCome() throws InterruptedException {
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            awaitCaughtUp(lines);
            Await.result(bus.publish(Topics.PREDICTIONS, Facts.prediction("s9")));
            assertThat(Browser.next(lines, "prediction").getString("scan")).isEqualTo("s9");

            Await.result(bus.publish(Topics.RUNS, Facts.status(Stage.RANKING)));
            assertThat(Browser.next(lines, "run").getString("message")).isEqualTo("says RANKING");

            Await.result(bus.publish(Topics.RUNS, Facts.warned(Concern.SKIP, 3)));
            JsonObject warned = Browser.next(lines, "run");
            assertThat(warned.getString("message")).isEqualTo("says RANKING");
            assertThat(warned.getJsonArray("warnings").getJsonObject(0).getString("message"))
                    .isEqualTo("warns of SKIP");
        }
    }

    @Test
    void healthIsUpUntilTheProcessSaysWhyNot() {
        assertThat(browser.get("/health").statusCode()).isEqualTo(200);
        assertThat(browser.json("/health")).isEqualTo(new JsonObject("{\"status\": \"up\"}"));

        illness = Optional.of("the trainer failed: out of memory");
        HttpResponse<String> ill = browser.get("/health");
        assertThat(ill.statusCode()).isEqualTo(503);
        assertThat(ill.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new JsonObject(ill.body()).getString("detail")).isEqualTo("the trainer failed: out of memory");
    }

    @Test
    void whatDoesNotExistIsAProblem() {
        HttpResponse<String> nothing = browser.get("/api/nothing");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(nothing.body())).isEqualTo(new JsonObject("""
                        {"type": "about:blank", "title": "Not Found", "status": 404,
                         "detail": "there is no such page; start at /", "instance": "/api/nothing"}"""));
        assertThat(browser.get("/api/architectures?run=none").body()).contains("run 'none' is not known");
        assertThat(browser.post("/api/runs").statusCode()).isEqualTo(405);
    }

    @Test
    void thePageNeedsNothingFromOutside() {
        HttpResponse<String> page = browser.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(page.body()).doesNotContain("http://", "https://", " src=", "@import", "innerHTML");
    }

    @Test
    void aTakenPortIsNamedWithTheRemedy() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            DashboardConfig taken = new DashboardConfig(DashboardConfig.HOST, port);
            assertThatThrownBy(() ->
                            Await.result(vertx.deployVerticle(new DashboardVerticle(bus, taken, Optional::empty))))
                    .hasMessage(
                            "port " + port + " on 127.0.0.1 is taken by another program; choose another with --port");
        }
    }

    @Test
    void aDashboardThatIsStoppedAnswersNoMoreAndLeavesTheTopics() throws InterruptedException {
        for (String deployment : List.copyOf(vertx.deploymentIDs())) {
            Await.result(vertx.undeploy(deployment));
        }

        Await.result(dashboard.ended());
        assertThatThrownBy(() -> browser.get("/health")).hasMessageContaining("Connect");
    }

    private void publishARun() throws InterruptedException {
        Await.result(bus.publish(Topics.SCANS, Facts.scan("s1")));
        Await.result(bus.publish(Topics.DATASETS, Facts.dataset()));
        Await.result(bus.publish(Topics.RUNS, Facts.asked()));
        Await.result(bus.publish(Topics.RUNS, Facts.status(Stage.SEARCHING)));
        Await.result(bus.publish(Topics.TRAININGS, Facts.searchRequested()));
        Await.result(bus.publish(Topics.TRAININGS, Facts.epoch("r1/search", 0)));
        Await.result(bus.publish(Topics.STEPS, Facts.step(0, 0, Phase.ALPHA)));
        Await.result(bus.publish(Topics.ARCHITECTURES, Facts.architecture("r1", 0, 0.8)));
        Await.result(bus.publish(Topics.MODELS, Facts.model()));
        Await.result(bus.publish(Topics.PREDICTIONS, Facts.prediction("s1")));
    }

    /** The in-memory bus hands out records in the order of their publication, so the last total says all. */
    private static void awaitTotal(Iterator<String> lines, String total) {
        JsonObject board = Browser.next(lines, "board");
        while (board.getLong(total) == 0) {
            board = Browser.next(lines, "board");
        }
    }

    private static void awaitCaughtUp(Iterator<String> lines) {
        JsonObject board = Browser.next(lines, "board");
        while (!board.getBoolean("caughtUp")) {
            board = Browser.next(lines, "board");
        }
    }

    private JsonArray items(String path) {
        return browser.json(path).getJsonArray("items");
    }
}
