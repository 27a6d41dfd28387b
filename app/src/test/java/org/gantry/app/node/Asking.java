package org.gantry.app.node;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gantry.domain.CanIgnoreReturnValue;

/** Asks the routes of a server, and holds each answer to what its OpenAPI document says of it. */
final class Asking {
    private static final String PROBLEM = "application/problem+json";
    private static final String DATA = "data: ";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final JsonObject document;
    private final Map<String, JsonObject> operations = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();

    Asking(int port) {
        this.port = port;
        this.document = new JsonObject(send("GET", "/openapi.json", new byte[0], BodyHandlers.ofString())
                .body());
        for (String path : paths()) {
            JsonObject methods = document.getJsonObject("paths").getJsonObject(path);
            methods.forEach(method -> {
                JsonObject operation = methods.getJsonObject(method.getKey());
                assertThat(operations.put(operation.getString("operationId"), operation))
                        .isNull();
            });
        }
    }

    JsonObject document() {
        return document;
    }

    Set<String> paths() {
        return document.getJsonObject("paths").fieldNames();
    }

    Set<String> names() {
        return new TreeSet<>(operations.keySet());
    }

    List<String> asked() {
        return asked;
    }

    /** What the operation at a path is called. */
    String name(String method, String path) {
        return document.getJsonObject("paths")
                .getJsonObject(path)
                .getJsonObject(method)
                .getString("operationId");
    }

    /** GETs, and gives what was answered where it is an object. */
    @CanIgnoreReturnValue
    JsonObject ask(String operation, int status, String path) {
        return answered(operation, status, send("GET", path, new byte[0], BodyHandlers.ofString()));
    }

    /** What stands at a path. */
    String text(String path) {
        return send("GET", path, new byte[0], BodyHandlers.ofString()).body();
    }

    /** POSTs likewise. */
    @CanIgnoreReturnValue
    JsonObject ask(String operation, int status, String path, byte[] body) {
        return answered(operation, status, send("POST", path, body, BodyHandlers.ofString()));
    }

    private JsonObject answered(String operation, int status, HttpResponse<String> response) {
        asked.add(operation);
        assertThat(response.statusCode()).as(operation + ": " + response.body()).isEqualTo(status);
        JsonObject schema = schema(operation, status, type(response));
        if (!type(response).contains("json")) {
            assertThat(response.body()).as(operation).isNotEmpty();
            return new JsonObject();
        }
        JsonObject json = new JsonObject(response.body());
        requireValid(operation, schema, json);
        return json;
    }

    /** Reads a stream until an event, and holds its data to what the document says. */
    void listen(String operation, String path, String event) {
        asked.add(operation);
        HttpResponse<Stream<String>> response = send("GET", path, new byte[0], BodyHandlers.ofLines());
        assertThat(response.statusCode()).as(operation).isEqualTo(200);
        JsonObject schema = schema(operation, 200, type(response)).getJsonObject("contentSchema");
        try (Stream<String> lines = response.body()) {
            requireValid(operation, schema, next(lines.iterator(), event));
        }
    }

    /** Holds a refusal to what a problem is. */
    void refused(int status, String method, String path) {
        HttpResponse<String> response = send(method, path, new byte[0], BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.body())
                .isEqualTo(status);
        assertThat(type(response)).as(path).isEqualTo(PROBLEM);
        JsonObject problem = new JsonObject(response.body());
        requireValid(path, new JsonObject().put("$ref", "#/components/schemas/Problem"), problem);
        assertThat(problem.getInteger("status")).isEqualTo(status);
    }

    /** Waits until the board's totals are as told. */
    void awaitBoard(Predicate<JsonObject> totals) {
        try (Stream<String> lines =
                send("GET", "/api/events", new byte[0], BodyHandlers.ofLines()).body()) {
            Iterator<String> all = lines.iterator();
            while (!totals.test(next(all, "board"))) {
                assertThat(all.hasNext()).isTrue();
            }
        }
    }

    private static JsonObject next(Iterator<String> lines, String event) {
        while (lines.hasNext()) {
            if (lines.next().equals("event: " + event)) {
                return new JsonObject(lines.next().substring(DATA.length()));
            }
        }
        throw new AssertionError("the stream ended before an event " + event);
    }

    private static String type(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** What the document says of an answer: its status and its type must stand there. */
    private JsonObject schema(String operation, int status, String type) {
        JsonObject said = requireNonNull(operations.get(operation), operation);
        JsonObject response = said.getJsonObject("responses").getJsonObject(Integer.toString(status));
        assertThat(response).as(operation + " says nothing of " + status).isNotNull();
        assertThat(response.getJsonObject("content").fieldNames()).as(operation).contains(type);
        return response.getJsonObject("content").getJsonObject(type).getJsonObject("schema");
    }

    /** With the document's components beside the schema, its references lead to them. */
    private void requireValid(String what, JsonObject schema, JsonObject json) {
        // the validator writes into what it is given
        JsonObject components = document.getJsonObject("components").copy();
        JsonObject whole = schema.copy().put("components", components);
        JsonSchemaOptions options =
                new JsonSchemaOptions().setDraft(Draft.DRAFT202012).setBaseUri("http://127.0.0.1/");
        OutputUnit result = Validator.create(JsonSchema.of(whole), options).validate(json);
        assertThat(result.getValid())
                .as(() -> what + ": " + result.toJson().encodePrettily())
                .isTrue();
    }

    private <T> HttpResponse<T> send(String method, String path, byte[] body, BodyHandler<T> handler) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
