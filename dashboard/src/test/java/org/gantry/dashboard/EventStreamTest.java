package org.gantry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.gantry.bus.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {
    private final Vertx vertx = Vertx.vertx();
    private final EventStream stream = new EventStream();
    private Browser browser = new Browser(0);

    @BeforeEach
    void serve() throws InterruptedException {
        Router router = Router.router(vertx);
        router.get("/api/events").handler(ctx -> stream.open(ctx, "board", new JsonObject()));
        HttpServer server = Await.result(
                Future.<HttpServer>future(listening -> vertx.runOnContext(nothing -> vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .onComplete(listening))));
        browser = new Browser(server.actualPort());
    }

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    @Test
    void aHeartbeatIsAComment() {
        try (Stream<String> events = browser.events()) {
            Iterator<String> lines = events.iterator();
            assertThat(Browser.next(lines, "board")).isEmpty();
            vertx.runOnContext(nothing -> stream.heartbeat());
            assertThat(lines.next()).isEmpty();
            assertThat(lines.next()).isEqualTo(": heartbeat");
        }
    }

    @Test
    void oneReaderTooManyIsToldSo() {
        List<Stream<String>> open = new ArrayList<>();
        for (int i = 0; i < EventStream.MOST_READERS; i++) {
            open.add(browser.events());
        }

        assertThat(browser.get("/api/events").statusCode()).isEqualTo(503);
        open.forEach(Stream::close);
    }
}
