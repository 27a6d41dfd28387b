package org.gantry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Predictions and CAMs as a program subscribes to them over HTTP. */
@Timeout(60)
class TopicEventsTest {
    private static final String PREDICTIONS = "/api/predictions/events";
    private static final String ID = "id: ";

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new MemoryBus(vertx);
    private final DashboardVerticle dashboard = new DashboardVerticle(bus, Facts.ANY_PORT, Optional::empty);
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

    private void publish(int from, int end) throws InterruptedException {
        for (int n = from; n < end; n++) {
            Await.result(bus.publish(Topics.PREDICTIONS, Facts.prediction("s" + n)));
        }
    }

    /** The next id, and the scan of the event that it is of. */
    private record Told(String id, String scan) {
        static Told next(Iterator<String> lines) {
            String id = "";
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.startsWith(ID)) {
                    id = line.substring(ID.length());
                } else if (line.startsWith("data: ")) {
                    return new Told(id, new JsonObject(line.substring("data: ".length())).getString("scan"));
                }
            }
            throw new AssertionError("the stream ended");
        }
    }

    private static List<String> scans(Iterator<String> lines, int count) {
        return IntStream.range(0, count).mapToObj(i -> Told.next(lines).scan()).toList();
    }

    @Test
    void aReaderThatComesBackMissesNothingAndHearsNothingTwice() throws InterruptedException {
        publish(0, 20);
        List<String> first;
        Told last;
        try (Stream<String> events = browser.events(PREDICTIONS + "?from=start")) {
            Iterator<String> lines = events.iterator();
            first = scans(lines, 6);
            last = Told.next(lines);
        }
        publish(20, 25);
        try (Stream<String> events = browser.events(PREDICTIONS, "Last-Event-ID", last.id())) {
            List<String> all = new ArrayList<>(first);
            all.add(last.scan());
            all.addAll(scans(events.iterator(), 18));
            assertThat(all).doesNotHaveDuplicates().hasSize(25);
        }
    }

    @Test
    void aNewReaderIsToldWhereItIsAndHearsWhatComes() throws InterruptedException {
        publish(0, 3);
        String place;
        try (Stream<String> events = browser.events(PREDICTIONS)) {
            Iterator<String> lines = events.iterator();
            assertThat(lines.next()).isEqualTo("retry: 2000");
            place = lines.next();
            publish(3, 4);
            assertThat(scans(lines, 1)).containsExactly("s3");
        }
        assertThat(place).startsWith(ID);
        try (Stream<String> events = browser.events(PREDICTIONS + "?from=" + place.substring(ID.length()))) {
            assertThat(scans(events.iterator(), 1)).containsExactly("s3");
        }
    }

    @Test
    void aReaderOfOneScanHearsOfThatAlone() throws InterruptedException {
        publish(0, 9);
        try (Stream<String> events = browser.events(PREDICTIONS + "?from=start&scan=s7")) {
            Iterator<String> lines = events.iterator();
            assertThat(scans(lines, 1)).containsExactly("s7");
            publish(6, 8);
            assertThat(scans(lines, 1)).containsExactly("s7");
        }
    }

    @Test
    void aSlowReaderIsWaitedForAndGetsAll() throws InterruptedException {
        int many = 2000;
        publish(0, many);
        try (Stream<String> events = browser.events(PREDICTIONS + "?from=start")) {
            Iterator<String> lines = events.iterator();
            assertThat(scans(lines, 1)).hasSize(1);
            publish(many, many + 1); // meanwhile the reader does not read
            assertThat(scans(lines, many)).hasSize(many).doesNotHaveDuplicates();
        }
    }

    @Test
    void aPlaceThatIsNoneIsRefusedAndSoIsOneReaderTooMany() {
        for (String place : List.of("x", "1-2", "-1")) {
            HttpResponse<String> refused = browser.get(PREDICTIONS + "?from=" + place);
            assertThat(refused.statusCode()).as(place).isEqualTo(400);
            assertThat(new JsonObject(refused.body()).getString("detail")).contains("place in");
        }
        List<Stream<String>> open =
                Stream.generate(() -> browser.events(PREDICTIONS)).limit(32).toList();
        assertThat(browser.get("/api/cams/events").statusCode()).isEqualTo(503);
        open.forEach(Stream::close);
    }

    @Test
    void aCamIsToldByItsCells() throws InterruptedException {
        Await.result(bus.publish(Topics.CAMS, Facts.cam("s1")));
        Await.result(bus.publish(Topics.CAMS, Facts.cam("s2")));
        try (Stream<String> events = browser.events("/api/cams/events?from=start&scan=s2")) {
            JsonObject told = Browser.next(events.iterator(), "cam");
            assertThat(told.getString("label")).isEqualTo("NCP");
            assertThat(told.getJsonObject("grid")).isEqualTo(new JsonObject("""
                    {"depth": 1, "height": 1, "width": 2}"""));
            assertThat(told.getJsonObject("cells").getJsonArray("NCP")).isEqualTo(new JsonArray("[0.5, -1.0]"));
            assertThat(told.getJsonObject("geometry").getJsonArray("slice"))
                    .isEqualTo(new JsonArray("[0.0, 0.0, 2.0]"));
            assertThat(told.getJsonArray("slices")).isEqualTo(new JsonArray("[0, 3]"));
            assertThat(told.getJsonArray("sliceScores")).hasSize(2);
            assertThat(browser.json("/api/scans/s2/cam")).isEqualTo(told);
        }
        assertThat(browser.get("/api/scans/s2/cam?model=other").statusCode()).isEqualTo(404);
        assertThat(browser.get("/api/scans/s3/cam").statusCode()).isEqualTo(404);
    }
}
