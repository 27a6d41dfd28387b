package org.gantry.bus;

import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * A record on its way to the dead letters.
 *
 * @param topic name of the topic that it came from
 * @param partition its partition there
 * @param offset its offset there
 * @param key its key
 * @param bytes its bytes
 * @param reason a sentence for people: what is wrong with it
 * @param cause who found it
 * @param headers what is kept of its headers
 */
record Refusal(
        String topic,
        int partition,
        long offset,
        String key,
        byte[] bytes,
        String reason,
        String cause,
        List<Header> headers) {
    Refusal {
        headers = List.copyOf(headers);
    }
}
