package org.gantry.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import org.gantry.bus.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may upload from a browser, with and without a token that everybody was asked for. */
@Timeout(60)
class SendersTest {
    private static final int TRUSTED = 204;
    private final Vertx vertx = Vertx.vertx();

    /** Held here: a client that nobody holds is closed by the garbage collector, in the middle of a request too. */
    private final HttpClient client = vertx.createHttpClient();

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    /** The status of a request with these headers; without an origin where it is empty. */
    private int status(boolean known, String host, String origin) throws InterruptedException {
        Senders senders = new Senders(known);
        HttpServer server = Await.result(vertx.createHttpServer()
                .requestHandler(request -> {
                    int status = TRUSTED;
                    try {
                        senders.requireTrusted(request);
                    } catch (Refusal e) {
                        status = e.problem().status();
                    }
                    request.response().setStatusCode(status).end().onFailure(e -> {});
                })
                .listen(0, "127.0.0.1"));
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(server.actualPort())
                .putHeader("Host", host);
        if (!origin.isEmpty()) {
            options.putHeader("Origin", origin);
        }
        return Await.result(
                client.request(options).compose(request -> request.send()).map(response -> response.statusCode()));
    }

    @Test
    void withoutATokenAPageOfThisServerIsKnownByItsAddressOnly() throws InterruptedException {
        assertThat(status(false, "127.0.0.1:8080", "")).isEqualTo(TRUSTED);
        assertThat(status(false, "127.0.0.1:8080", "http://127.0.0.1:8080")).isEqualTo(TRUSTED);
        assertThat(status(false, "gantry.example", "http://gantry.example")).isEqualTo(403);
    }

    @Test
    void withATokenTheServerMayHaveAName() throws InterruptedException {
        assertThat(status(true, "gantry.example", "https://gantry.example")).isEqualTo(TRUSTED);
        assertThat(status(true, "gantry.example:8080", "http://gantry.example:8080"))
                .isEqualTo(TRUSTED);
        assertThat(status(true, "gantry.example", "http://evil.example")).isEqualTo(403);
        assertThat(status(true, "gantry.example", "null")).isEqualTo(403);
    }
}
