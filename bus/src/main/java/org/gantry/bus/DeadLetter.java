package org.gantry.bus;

/**
 * A record that could not be handled, as it stands in its topic's dead letters.
 *
 * @param topic name of the topic it came from, without prefix
 * @param partition its partition there
 * @param offset its offset there
 * @param key its key, empty where it had none
 * @param bytes its bytes as they were, joined where it had come in chunks
 * @param reason a sentence for people: what is wrong with it
 * @param cause who found it: a class of exception, or the group that rejected it
 */
public record DeadLetter(
        String topic, int partition, long offset, String key, byte[] bytes, String reason, String cause) {
    static final String SUFFIX = ".dlt";
}
