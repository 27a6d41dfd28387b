package org.gantry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;
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
    void pagesAreAskedForEachTimeAndWhatTheyAreMadeOfIsKeptForGood() {
        for (String path : List.of("/", "/runs/r1", "/scans/s1", "/models")) {
            HttpResponse<String> page = browser.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            Matcher script = Pattern.compile("src=\"(/page/[^\"]+\\.js)\"").matcher(page.body());
            assertThat(script.find()).as(path).isTrue();
            HttpResponse<String> module = browser.get(script.group(1));
            assertThat(module.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
            assertThat(module.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");
        }
        assertThat(browser.get("/page/older/home.js").statusCode()).isEqualTo(404);
    }

    @Test
    void aScanIsToldOnItsWay() throws InterruptedException {
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            awaitCaughtUp(lines);
            awaitFollowed(lines);
            JsonObject way = awaitWay(lines, w -> w.getInteger("slices") == 2);
            assertThat(way.getString("scan")).isEqualTo("s7");
            assertThat(way.getInteger("expected")).isEqualTo(3);
            assertThat(way.getString("place")).isEqualTo("SLICES");

            Await.result(bus.publish(Topics.SCANS, Facts.scan("s7")));
            assertThat(awaitWay(lines, w -> w.getString("place").equals("COMPLETE"))
                            .getInteger("slices"))
                    .isEqualTo(40);
            Await.result(bus.publish(Topics.VOLUMES, Facts.volume("s7")));
            assertThat(awaitWay(lines, w -> w.getString("place").equals("VOLUME"))
                            .getValue("answer"))
                    .isNull();
            Await.result(bus.publish(Topics.PREDICTIONS, Facts.prediction("s7")));
            JsonObject answered = awaitWay(lines, w -> w.getString("place").equals("ANSWERED"));
            assertThat(answered.getJsonObject("answer").getString("label")).isEqualTo("NCP");
            assertThat(answered.getValue("letter")).isNull();
        }
        assertThat(browser.json("/api/scans/s7").getJsonObject("way").getString("place"))
                .isEqualTo("ANSWERED");
    }

    /** Slices are followed from when somebody looks: until one was seen, they are sent again. */
    private void awaitFollowed(Iterator<String> lines) throws InterruptedException {
        Await.result(bus.publish(Topics.SLICES, Facts.slice("s7", 0)));
        Await.result(bus.publish(Topics.RUNS, Facts.status(Stage.SEARCHING)));
        while (true) {
            String line = lines.next();
            if (line.equals("event: way")) {
                Await.result(bus.publish(Topics.SLICES, Facts.slice("s7", 2)));
                return;
            } else if (line.equals("event: run")) {
                Await.result(bus.publish(Topics.SLICES, Facts.slice("s7", 0)));
                Await.result(bus.publish(Topics.RUNS, Facts.status(Stage.SEARCHING)));
            }
        }
    }

    private static JsonObject awaitWay(Iterator<String> lines, Predicate<JsonObject> wanted) {
        JsonObject way = Browser.next(lines, "way");
        while (!wanted.test(way)) {
            way = Browser.next(lines, "way");
        }
        return way;
    }

    @Test
    void aScanThatIsDeadHasItsLetterOnItsWay() throws InterruptedException {
        List<Received<ScanCompleted>> scans = new ArrayList<>();
        List<Received<Slice>> slices = new ArrayList<>();
        Await.result(bus.publish(Topics.SCANS, Facts.scan("s1")));
        Await.result(bus.publish(Topics.SLICES, Facts.slice("s8", 0)));
        Await.result(bus.tail(Topics.SCANS, scans::add).caughtUp());
        Await.result(bus.tail(Topics.SLICES, slices::add).caughtUp());
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            Await.result(bus.bury(slices.get(0), "it contradicts the first one", "the test"));
            awaitTotal(lines, "deadletters");
        }
        JsonObject way = items("/api/ways").stream()
                .map(JsonObject.class::cast)
                .filter(w -> w.getString("scan").equals("s8"))
                .findFirst()
                .orElseThrow();
        assertThat(way.getJsonObject("letter").getString("reason")).isEqualTo("it contradicts the first one");
        assertThat(way.getJsonObject("letter").getString("place")).startsWith("slices.v1/");
        assertThat(browser.json("/api/scans/s8").getString("state")).isEqualTo("coming");
    }

    @Test
    void aSearchIsToldWithAlphaCurvesFrontAndFrame() throws InterruptedException {
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            Await.result(bus.publish(Topics.DRAWS, Facts.draw(0, 0, Phase.ALPHA, 1.9)));
            Await.result(bus.publish(Topics.DRAWS, Facts.draw(0, 0, Phase.WEIGHTS, 0)));
            Await.result(bus.publish(Topics.DRAWS, Facts.draw(0, 0, Phase.WEIGHTS, 0)));
            Await.result(bus.publish(Topics.STEPS, Facts.step(0, 0, Phase.WEIGHTS)));
            publishARun();
            awaitTotal(lines, "predictions");
        }
        JsonObject search = browser.json("/api/runs/r1/search");
        assertThat(search.getInteger("draws")).as("one came twice").isEqualTo(2);
        assertThat(search.getJsonArray("alpha")).hasSize(21);
        JsonArray row = search.getJsonArray("alpha").getJsonArray(0);
        assertThat(row.stream().mapToDouble(p -> (double) p).sum()).isCloseTo(1, within(1e-9));
        assertThat(search.getJsonObject("entropy").getJsonArray("values")).isEqualTo(new JsonArray("[1.9]"));
        assertThat(search.getJsonObject("weightLoss").getJsonArray("values")).isEqualTo(new JsonArray("[0.69]"));
        assertThat(search.getJsonArray("front")).hasSize(1);
        JsonObject frame = search.getJsonObject("frame");
        assertThat(frame.getInteger("classes")).isEqualTo(2);
        assertThat(frame.getJsonArray("blocks")).hasSize(21);
        assertThat(frame.getJsonArray("blocks").getJsonObject(0)).isEqualTo(new JsonObject("""
                {"cell": 0, "channelsIn": 32, "channels": 24, "stride": "2x2x2", "shortcut": false, "grid": "8x8x8"}"""));
        assertThat(browser.get("/api/runs/none/search").statusCode()).isEqualTo(404);
    }

    @Test
    void aWishIsPublishedUnlessTheRunHasEndedOrHasNoSearch() throws InterruptedException {
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            publishARun();
            awaitTotal(lines, "predictions");
            HttpResponse<String> paused = browser.post("/api/runs/r1/pause");
            assertThat(new JsonObject(paused.body()))
                    .isEqualTo(new JsonObject("{\"run\": \"r1\", \"wish\": \"PAUSE\"}"));
            while (!Browser.next(lines, "run").getString("wish").equals("PAUSE")) {}

            Await.result(bus.publish(Topics.RUNS, Facts.status(Stage.FAILED)));
            while (!"FAILED".equals(Browser.next(lines, "run").getString("stage"))) {}
            assertThat(browser.post("/api/runs/r1/stop").body()).contains("run r1 has ended: FAILED");
            assertThat(runs()).containsOnlyOnce(Facts.asked());
            assertThat(browser.post("/api/runs/r1/resume").statusCode()).isEqualTo(200);
            assertThat(runs()).contains(new RunEvent.Wished("r1", Wish.RUN));
            assertThat(runs())
                    .as("it is asked for again")
                    .filteredOn(Facts.asked()::equals)
                    .hasSize(2);
        }
        assertThat(browser.post("/api/runs/none/pause").statusCode()).isEqualTo(404);
        assertThat(browser.post("/api/runs/r1/pause", "http://elsewhere").statusCode())
                .isEqualTo(403);
    }

    private List<RunEvent> runs() throws InterruptedException {
        List<RunEvent> runs = new ArrayList<>();
        Await.result(bus.tail(Topics.RUNS, r -> runs.add(r.value())).caughtUp());
        return List.copyOf(runs); // the reading goes on
    }

    @Test
    void theModelThatIsAnnouncedAgainAnswers() throws InterruptedException {
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            ModelAnnounced first = Facts.model();
            Await.result(bus.publish(Topics.MODELS, first));
            Await.result(bus.publish(Topics.MODELS, Facts.model("r2")));
            awaitTotal(lines, "models", 2);
            assertThat(items("/api/models").getJsonObject(0).getString("model")).isEqualTo("r2");
            assertThat(browser.post("/api/models/r2/answer").statusCode()).isEqualTo(409);
            assertThat(browser.post("/api/models/none/answer").statusCode()).isEqualTo(404);
            assertThat(browser.post("/api/models/r1/answer").body()).contains("\"model\":\"r1\"");
            List<Received<ModelAnnounced>> announced = new ArrayList<>();
            Await.result(bus.tail(Topics.MODELS, announced::add).caughtUp());
            assertThat(announced.get(2).value()).usingRecursiveComparison().isEqualTo(first);
            assertThat(items("/api/models").getJsonObject(0).getString("model")).isEqualTo("r1");
        }
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
        awaitTotal(lines, total, 1);
    }

    private static void awaitTotal(Iterator<String> lines, String total, long least) {
        JsonObject board = Browser.next(lines, "board");
        while (board.getLong(total) < least) {
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
