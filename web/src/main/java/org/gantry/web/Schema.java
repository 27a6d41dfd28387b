package org.gantry.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A JSON Schema (2020-12) with the schemas that it refers to by name.
 *
 * @param json the schema
 * @param named those that it refers to, by name
 */
public record Schema(JsonObject json, SortedMap<String, JsonObject> named) {
    private static final String HOME = "#/components/schemas/";

    public static final Schema TEXT = type("string");
    public static final Schema WHOLE = type("integer");
    public static final Schema NUMBER = type("number");
    public static final Schema YES_NO = type("boolean");

    /** Whatever is JSON. */
    public static final Schema ANY = new Schema(new JsonObject(), new TreeMap<>());

    /** Bytes. */
    public static final Schema BYTES = TEXT.with("format", "binary");

    private static Schema type(String type) {
        return new Schema(new JsonObject().put("type", type), new TreeMap<>());
    }

    /** One that is written out, by its name. */
    public static Schema named(String name, String json) {
        return new Schema(new JsonObject(json), new TreeMap<>()).as(name);
    }

    /** One of some words. */
    public static Schema oneOf(Collection<String> words) {
        return TEXT.with("enum", new JsonArray(words.stream().toList()));
    }

    /** A list of what a schema says. */
    public static Schema list(Schema item) {
        return new Schema(new JsonObject().put("type", "array").put("items", item.json), item.named);
    }

    /** An object of any keys, whose values a schema says. */
    public static Schema map(Schema value) {
        return new Schema(new JsonObject().put("type", "object").put("additionalProperties", value.json), value.named);
    }

    /** The same, or null. */
    public Schema orNull() {
        JsonArray either = new JsonArray().add(json).add(new JsonObject().put("type", "null"));
        return new Schema(new JsonObject().put("anyOf", either), named);
    }

    /** The same with one more keyword. */
    public Schema with(String keyword, Object value) {
        return new Schema(json.copy().put(keyword, value), named);
    }

    /** The events of a stream (HTML, 9.2), whose data are JSON of a schema. */
    public static Schema events(Schema data) {
        return new Schema(
                TEXT.json.copy().put("contentMediaType", "text/event-stream").put("contentSchema", data.json),
                data.named);
    }

    /** A reference to it by a name. */
    Schema as(String name) {
        SortedMap<String, JsonObject> all = new TreeMap<>(named);
        all.put(name, json);
        return new Schema(new JsonObject().put("$ref", HOME + name), all);
    }
}
