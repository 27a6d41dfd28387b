package org.gantry.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The AsyncAPI 3 document of the bus, made of the catalogue, of who touches what of it, and of the schema.
 *
 * @param schema the .proto files
 */
record AsyncApi(ProtoText schema) {
    private static final String PACKAGE = "gantry.v1.";
    private static final String PROTOBUF = "application/vnd.google.protobuf;version=3";
    private static final String BINDING = "0.5.0";
    private static final String CHUNKED = " A value above " + BusConfig.CHUNK_BYTES
            + " bytes comes in several records of one key, each with the header " + Chunk.HEADER
            + ": join their values in the order of their index.";

    JsonObject document() {
        JsonObject channels = new JsonObject();
        JsonObject operations = new JsonObject();
        Map<String, JsonObject> messages = new TreeMap<>();
        for (Topic<?> topic : Topics.ALL) {
            channels.put(topic.name(), channel(topic));
            messages.put(message(topic), message(topic, schema));
            operation(operations, topic, "send", party -> party.writes(topic));
            operation(operations, topic, "receive", party -> party.reads(topic));
        }
        JsonObject all = new JsonObject();
        messages.forEach(all::put);
        return new JsonObject()
                .put("asyncapi", "3.0.0")
                .put("info", info())
                .put("defaultContentType", "application/protobuf")
                .put("servers", new JsonObject().put("kafka", server()))
                .put("channels", channels)
                .put("operations", operations)
                .put("components", new JsonObject().put("messages", all));
    }

    private static JsonObject info() {
        return new JsonObject()
                .put("title", "Gantry's bus")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "Every topic of Gantry, with the prefix that it has unless told otherwise. Read them with"
                                + " isolation.level=read_committed. Beside each topic lies its dead letters' (.dlt).");
    }

    private static JsonObject server() {
        return new JsonObject()
                .put("host", "{host}")
                .put("protocol", "kafka")
                .put(
                        "variables",
                        new JsonObject()
                                .put(
                                        "host",
                                        new JsonObject()
                                                .put("default", "127.0.0.1:9092")
                                                .put("description", "what --bootstrap-servers is given")));
    }

    private static String message(Topic<?> topic) {
        return topic.codec().type().substring(PACKAGE.length());
    }

    private static JsonObject channel(Topic<?> topic) {
        String name = message(topic);
        JsonObject settings = new JsonObject();
        new TreeMap<>(TopicCreation.kept(topic.kept())).forEach((key, value) -> settings.put(key, setting(key, value)));
        JsonObject kafka = new JsonObject()
                .put("topic", BusConfig.PREFIX + topic.name())
                .put("partitions", topic.partitions())
                .put("topicConfiguration", settings)
                .put("bindingVersion", BINDING);
        return new JsonObject()
                .put("address", BusConfig.PREFIX + topic.name())
                .put(
                        "description",
                        "Written by " + parties(party -> party.writes(topic)) + "; read by "
                                + parties(party -> party.reads(topic))
                                + "." + (topic.compacted() ? "" : CHUNKED))
                .put("messages", new JsonObject().put(name, ref("#/components/messages/" + name)))
                .put("bindings", new JsonObject().put("kafka", kafka));
    }

    private static Object setting(String key, String value) {
        return key.equals("cleanup.policy") ? new JsonArray().add(value) : (Object) Long.valueOf(value);
    }

    private static String parties(Predicate<Party> which) {
        List<String> parties = Arrays.stream(Party.values())
                .filter(which)
                .map(party -> party.name().toLowerCase(Locale.ROOT))
                .toList();
        return String.join(", ", parties);
    }

    private static void operation(JsonObject operations, Topic<?> topic, String action, Predicate<Party> who) {
        operations.put(
                action + "." + topic.name(),
                new JsonObject()
                        .put("action", action)
                        .put("channel", ref("#/channels/" + topic.name()))
                        .put("summary", "By " + parties(who))
                        .put(
                                "messages",
                                new JsonArray()
                                        .add(ref("#/channels/" + topic.name() + "/messages/" + message(topic)))));
    }

    private static JsonObject message(Topic<?> topic, ProtoText schema) {
        String name = message(topic);
        boolean bytes = topic.codec().type().equals(Contents.TOPIC.codec().type());
        JsonObject message = new JsonObject()
                .put("name", name)
                .put("summary", bytes ? "Bytes, by their SHA-256" : schema.about(name))
                .put("headers", headers(topic));
        if (!bytes) {
            message.put(
                    "payload", new JsonObject().put("schemaFormat", PROTOBUF).put("schema", schema.alone(name)));
        }
        return message.put(
                "bindings",
                new JsonObject()
                        .put(
                                "kafka",
                                new JsonObject()
                                        .put("key", text(topic.key().name()))
                                        .put("bindingVersion", BINDING)));
    }

    /** CloudEvents in binary mode, and W3C's trace; of a chunk also its place. */
    private static JsonObject headers(Topic<?> topic) {
        JsonObject properties = new JsonObject()
                .put("ce_specversion", new JsonObject().put("const", "1.0"))
                .put("ce_id", text("unique"))
                .put("ce_type", new JsonObject().put("const", topic.codec().type()))
                .put("ce_source", text("who wrote it"))
                .put("ce_time", text("when, as RFC 3339 writes it"))
                .put("content-type", text("application/protobuf"))
                .put("traceparent", text("W3C's trace that it belongs to"));
        if (!topic.compacted()) {
            properties.put(
                    Chunk.HEADER,
                    text(
                            "of a chunk, big-endian: its index (4 bytes), how many (4), bytes in all (8), the payload's id"));
        }
        return new JsonObject().put("type", "object").put("properties", properties);
    }

    private static JsonObject text(String description) {
        return new JsonObject().put("type", "string").put("description", description);
    }

    private static JsonObject ref(String to) {
        return new JsonObject().put("$ref", to);
    }
}
