package org.gantry.app.node;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks a process how it is, as an orchestrator does.
 *
 * @param port of its dashboard
 */
record Probe(int port) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** An answer: its HTTP status, and the reason by component, "up" where all is well. */
    record Answer(int status, Map<String, String> checks) {}

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    Answer health(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        JsonArray checks = new JsonObject(response.body()).getJsonArray("checks");
        Map<String, String> said = new TreeMap<>();
        for (int i = 0; i < checks.size(); i++) {
            JsonObject check = checks.getJsonObject(i);
            said.put(
                    check.getString("component"),
                    check.getString("status").equals("up") ? "up" : check.getString("reason"));
        }
        return new Answer(response.statusCode(), said);
    }

    /** Asks for the metrics until they have these lines. */
    String awaitMetrics(Collection<String> lines) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        String metrics = get("/metrics").body();
        while (!metrics.lines().toList().containsAll(lines) && Instant.now().isBefore(limit)) {
            metrics = get("/metrics").body();
        }
        return metrics;
    }

    /** Asks again until the answer has a status. */
    Answer await(String path, int status) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        Answer answer = health(path);
        while (answer.status() != status && Instant.now().isBefore(limit)) {
            answer = health(path);
        }
        return answer;
    }
}
