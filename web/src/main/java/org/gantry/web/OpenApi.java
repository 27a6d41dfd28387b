package org.gantry.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The OpenAPI 3.1 document of endpoints. */
public final class OpenApi {
    /** Where it is served. */
    public static final String PATH = "/openapi.json";

    private static final String PROBLEM = "What went wrong (RFC 9457)";

    private OpenApi() {}

    /**
     * The document.
     *
     * @param title of the API
     * @param version of the API
     * @param endpoints all that are served
     */
    public static JsonObject document(String title, String version, Collection<Endpoint> endpoints) {
        Map<String, JsonObject> paths = new TreeMap<>();
        Map<String, JsonObject> schemas = new TreeMap<>(Problem.SCHEMA.named());
        for (Endpoint endpoint : endpoints) {
            paths.computeIfAbsent(endpoint.path(), path -> new JsonObject())
                    .put(endpoint.method().name().toLowerCase(Locale.ROOT), operation(endpoint.about()));
            schemas.putAll(endpoint.about().named());
        }
        JsonObject bearer = new JsonObject()
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "Asked for where the server was started with a token.");
        return new JsonObject()
                .put("openapi", "3.1.0")
                .put("info", new JsonObject().put("title", title).put("version", version))
                .put(
                        "security",
                        new JsonArray(List.of(new JsonObject(), new JsonObject().put("token", new JsonArray()))))
                .put("paths", object(paths))
                .put(
                        "components",
                        new JsonObject()
                                .put("schemas", object(schemas))
                                .put("securitySchemes", new JsonObject().put("token", bearer)));
    }

    private static JsonObject operation(Endpoint.About about) {
        JsonObject operation = new JsonObject().put("operationId", about.name()).put("summary", about.summary());
        if (!about.parameters().isEmpty()) {
            operation.put(
                    "parameters",
                    new JsonArray(
                            about.parameters().stream().map(OpenApi::parameter).toList()));
        }
        if (!about.bodies().isEmpty()) {
            operation.put(
                    "requestBody", new JsonObject().put("required", true).put("content", contents(about.bodies())));
        }
        JsonObject responses = new JsonObject();
        about.answers()
                .forEach(answer -> responses.put(
                        Integer.toString(answer.status()), answer(answer.description(), answer.contents())));
        Content problem = new Content(Problem.MEDIA_TYPE, Problem.SCHEMA);
        return operation.put("responses", responses.put("default", answer(PROBLEM, List.of(problem))));
    }

    private static JsonObject parameter(Endpoint.Parameter parameter) {
        return new JsonObject()
                .put("name", parameter.name())
                .put("in", parameter.place().name().toLowerCase(Locale.ROOT))
                .put("required", parameter.place() == Endpoint.Place.PATH)
                .put("description", parameter.description())
                .put("schema", parameter.schema().json());
    }

    private static JsonObject answer(String description, List<Content> contents) {
        return new JsonObject().put("description", description).put("content", contents(contents));
    }

    private static JsonObject contents(List<Content> contents) {
        JsonObject json = new JsonObject();
        contents.forEach(content -> json.put(
                content.mediaType(),
                new JsonObject().put("schema", content.schema().json())));
        return json;
    }

    private static JsonObject object(Map<String, JsonObject> members) {
        JsonObject object = new JsonObject();
        members.forEach(object::put);
        return object;
    }
}
