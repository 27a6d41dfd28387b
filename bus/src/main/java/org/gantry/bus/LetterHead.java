package org.gantry.bus;

import java.time.Instant;
import java.util.Map;

/**
 * What is said of a dead letter, without its bytes.
 *
 * @param place where it stands
 * @param time when it was buried
 * @param partition partition of the record in its own topic
 * @param offset offset of the record there
 * @param key the record's key, empty where it had none
 * @param reason a sentence for people: what is wrong with it
 * @param cause who found it: a class of exception, or the group that rejected it
 * @param size the record's bytes
 * @param headers what is kept of the record's own headers: CloudEvents attributes and W3C trace
 */
public record LetterHead(
        LetterPlace place,
        Instant time,
        int partition,
        long offset,
        String key,
        String reason,
        String cause,
        int size,
        Map<String, String> headers) {
    public LetterHead {
        headers = Map.copyOf(headers);
    }
}
