package org.gantry.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.gantry.bus.LetterHead;
import org.gantry.bus.letter.LetterAlert;
import org.gantry.bus.letter.LetterClass;
import org.gantry.bus.letter.LetterState;

/** Dead letters as the HTTP API writes them. */
final class LetterJson {
    private LetterJson() {}

    static JsonObject letter(LetterState letter) {
        LetterHead head = letter.head();
        JsonObject json = new JsonObject()
                .put("place", head.place().toString())
                .put("topic", head.place().topic())
                .put("partition", head.partition())
                .put("offset", head.offset())
                .put("key", head.key())
                .put("reason", head.reason())
                .put("cause", head.cause())
                .put("time", head.time().toString())
                .put("bytes", head.size())
                .put("headers", new JsonObject(new TreeMap<>(head.headers())))
                .put("state", letter.word());
        letter.settlement()
                .ifPresent(settlement -> json.put(
                        "settled",
                        new JsonObject()
                                .put("by", settlement.by())
                                .put("time", settlement.time().toString())));
        return json;
    }

    static JsonArray totals(Map<LetterClass, Long> totals) {
        JsonArray json = new JsonArray();
        totals.forEach((kind, open) -> json.add(kind(kind).put("open", open)));
        return json;
    }

    static JsonObject alert(LetterAlert alert) {
        return kind(alert.repeated())
                .put("open", alert.open())
                .put("withinAnHour", alert.within())
                .put("last", alert.last().toString())
                .put("text", alert.text());
    }

    private static JsonObject kind(LetterClass kind) {
        return new JsonObject()
                .put("topic", kind.topic())
                .put("reason", kind.reason())
                .put("cause", kind.cause());
    }
}
