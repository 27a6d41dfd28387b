package org.gantry.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MountingTest {
    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void serve() {
        Router router = Router.router(vertx);
        Mounting.on(
                router,
                List.of(
                        Endpoint.get("/things/{id}", "thing", "A thing")
                                .path("id", "its id")
                                .by(ctx -> Replies.json(ctx, new JsonObject().put("id", ctx.pathParam("id")))),
                        Endpoint.post("/things/{id}", "mend", "Mends a thing")
                                .path("id", "its id")
                                .by(ctx -> new Problem(503, "not now", 7).answer(ctx))));
        Future<HttpServer> listening =
                vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
        port = listening.toCompletionStage().toCompletableFuture().join().actualPort();
    }

    @AfterEach
    void close() {
        assertThat(vertx.close().toCompletionStage().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void anEndpointAnswersAtItsPath() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", "/things/a%20b");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("id")).isEqualTo("a b");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aProblemSaysWhenToTryAgain() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", "/things/1");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject("""
                {"type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": "not now",
                 "instance": "/things/1"}"""));
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatAreTaken() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("DELETE", "/things/1");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(new JsonObject(answer.body()).getString("detail"))
                .isEqualTo("/things/1 takes GET, POST, not DELETE");
    }
}
