package org.gantry.dashboard;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.stream.Stream;

/** Asks a dashboard as a browser does, and waits for the answer. */
final class Browser {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Browser(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path) {
        return send("POST", path, BodyHandlers.ofString());
    }

    /** The same for a page of some origin. */
    HttpResponse<String> post(String path, String origin) {
        return send("POST", path, BodyHandlers.ofString(), "Origin", origin);
    }

    JsonObject json(String path) {
        return new JsonObject(get(path).body());
    }

    /** The lines of an event stream as they come; closing it hangs up. */
    Stream<String> events() {
        return events("/api/events");
    }

    /** Those of another stream. */
    Stream<String> events(String path, String... headers) {
        return send("GET", path, BodyHandlers.ofLines(), headers).body();
    }

    /** Sends a body. */
    HttpResponse<String> post(String path, byte[] body, String... headers) {
        return send("POST", path, BodyPublishers.ofByteArray(body), BodyHandlers.ofString(), headers);
    }

    /** Waits for the next event of a kind. */
    static JsonObject next(Iterator<String> lines, String event) {
        while (lines.hasNext()) {
            if (lines.next().equals("event: " + event)) {
                return new JsonObject(lines.next().substring("data: ".length()));
            }
        }
        throw new AssertionError("the stream ended before an event " + event);
    }

    private <T> HttpResponse<T> send(String method, String path, HttpResponse.BodyHandler<T> body, String... headers) {
        return send(method, path, BodyPublishers.noBody(), body, headers);
    }

    private <T> HttpResponse<T> send(
            String method, String path, BodyPublisher sent, HttpResponse.BodyHandler<T> body, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, sent);
        HttpRequest request = (headers.length == 0 ? builder : builder.headers(headers)).build();
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
