package org.gantry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Received;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.bus.letter.KnownLetters;
import org.gantry.domain.answer.Prediction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadLettersTest {
    private static final String ALL = "/api/dead-letters";
    private static final String FIRST = ALL + "/predictions.v1/0/0";

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new MemoryBus(vertx);
    private final DashboardVerticle dashboard = new DashboardVerticle(
            bus, new DashboardConfig(DashboardConfig.HOST, 0, 3, Optional.empty()), Optional::empty);
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
    void openLettersAreListedWithWhatTheyHaveInCommonUntilTheyAreSettled() throws InterruptedException {
        bury(2);
        JsonObject listed = browser.json(ALL);
        assertThat(listed.getJsonArray("items").getJsonObject(1).getString("place"))
                .startsWith("predictions.v1/0/");
        assertThat(listed.getJsonArray("totals")).isEqualTo(new JsonArray("""
                        [{"topic": "predictions.v1", "reason": "scan # is odd", "cause": "the test", "open": 2}]"""));
        assertThat(listed.getJsonArray("alerts")).isEmpty();
        JsonObject one = browser.json(FIRST);
        assertThat(one.getString("reason")).isEqualTo("scan s0 is odd");
        assertThat(one.getString("state")).isEqualTo("OPEN");
        assertThat(one.getString("fault")).isNull();

        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            assertThat(browser.post(FIRST + "/replay").statusCode()).isEqualTo(200);
            assertThat(browser.post(ALL + "/predictions.v1/0/1/drop").statusCode())
                    .isEqualTo(200);
            awaitOpen(lines, 0);
        }
        assertThat(browser.json(ALL).getJsonArray("items")).isEmpty();
        assertThat(browser.json(FIRST).getString("state")).isEqualTo("REPLAYED");
        HttpResponse<String> again = browser.post(FIRST + "/drop");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(new JsonObject(again.body()).getString("detail"))
                .startsWith("dead letter predictions.v1/0/0 is settled already: REPLAYED by HTTP from 127.0.0.1");
    }

    @Test
    void aReasonThatRepeatsIsAWarningOfHealthAndAnAlert() throws InterruptedException {
        bury(3);
        JsonObject alert = browser.json(ALL).getJsonArray("alerts").getJsonObject(0);
        assertThat(alert.getInteger("withinAnHour")).isEqualTo(3);
        assertThat(browser.get("/health").statusCode()).isEqualTo(200);
        JsonObject health = browser.json("/health");
        assertThat(health.getString("status")).isEqualTo("up");
        assertThat(health.getJsonArray("warnings").getString(0))
                .startsWith(
                        "3 open dead letters of predictions.v1: scan # is odd (the test), 3 of them within an hour");
        assertThat(dashboard.deadLetters().map(KnownLetters::openCount)).contains(3L);
    }

    @Test
    void whatIsNotThereIsA404AndAPageFromElsewhereMaySettleNothing() throws InterruptedException {
        bury(1);
        for (String path : List.of("/nothing.v1/0/0", "/predictions.v1/0/9", "/predictions.v1/x/0")) {
            assertThat(browser.get(ALL + path).statusCode()).as(path).isEqualTo(404);
            assertThat(browser.post(ALL + path + "/replay").statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(browser.get(FIRST + "/replay").statusCode()).isEqualTo(405);
        for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1", "no origin")) {
            assertThat(browser.post(FIRST + "/drop", origin).statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(browser.json(FIRST).getString("state")).isEqualTo("OPEN");
        String own = "http://127.0.0.1:" + dashboard.port();
        assertThat(browser.post(FIRST + "/drop", own).statusCode()).isEqualTo(200);
    }

    /** Buries so many predictions and waits until the dashboard knows. */
    private void bury(int count) throws InterruptedException {
        BlockingQueue<Received<Prediction>> received = new LinkedBlockingQueue<>();
        Subscription reading = bus.tail(Topics.PREDICTIONS, received::add);
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            for (int n = 0; n < count; n++) {
                Await.result(bus.publish(Topics.PREDICTIONS, Facts.prediction("s" + n)));
                Await.result(bus.bury(received.take(), "scan s" + n + " is odd", "the test"));
            }
            awaitOpen(lines, count);
        }
        Await.result(reading.close());
    }

    private static void awaitOpen(Iterator<String> lines, long open) {
        JsonObject board = Browser.next(lines, "board");
        while (board.getLong("deadletters") != open) {
            board = Browser.next(lines, "board");
        }
    }
}
