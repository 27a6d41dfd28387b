package org.gantry.dashboard.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.gantry.bus.Await;
import org.gantry.web.Mounting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Health health = new Health();
    private final Promise<Void> ready = Promise.promise();
    private final Promise<Void> ended = Promise.promise();
    private int port;

    @BeforeEach
    void serve() throws InterruptedException {
        Router router = Router.router(vertx);
        Mounting.on(router, health.endpoints());
        HttpServer server =
                Await.result(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        port = server.actualPort();
    }

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private void requireAnswer(String path, int status, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject(json));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void aPartIsNotReadyUntilItIsAndNotLiveOnceItHasEnded() throws IOException, InterruptedException {
        health.live(Component.alive("sampler", ended.future()));
        health.ready(Component.ready("sampler", ready.future(), ended.future()));
        requireAnswer("/health/live", 200, """
                {"status": "up", "checks": [{"component": "sampler", "status": "up"}]}""");
        requireAnswer("/health/ready", 503, """
                {"status": "down", "checks": [{"component": "sampler", "status": "down",
                 "reason": "it reads what stood on its topics when it started"}]}""");

        ready.complete();
        requireAnswer("/health/ready", 200, """
                {"status": "up", "checks": [{"component": "sampler", "status": "up"}]}""");

        ended.fail("out of memory");
        String failed = """
                {"status": "down", "checks": [{"component": "sampler", "status": "down", "reason": "out of memory"}]}""";
        requireAnswer("/health/live", 503, failed);
        requireAnswer("/health/ready", 503, failed);
    }

    @Test
    void aPartThatDoesNotAnswerOrCannotBeAskedIsNotWellAndTheOthersAreNamedBesideIt()
            throws IOException, InterruptedException {
        Promise<Void> never = Promise.promise();
        health.live(new Component("broker", () -> Future.succeededFuture()));
        health.live(new Component("event loops", never::future));
        health.live(new Component("trainer", () -> {
            throw new IllegalStateException("it has no device");
        }));
        requireAnswer("/health/live", 503, """
                {"status": "down", "checks": [{"component": "broker", "status": "up"},
                 {"component": "event loops", "status": "down", "reason": "it does not answer"},
                 {"component": "trainer", "status": "down", "reason": "it has no device"}]}""");
    }
}
