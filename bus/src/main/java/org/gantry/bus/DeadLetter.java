package org.gantry.bus;

/**
 * A record that could not be handled, as it stands in its topic's dead letters.
 *
 * @param head what is said of it
 * @param bytes its bytes as they were, joined where it had come in chunks
 */
public record DeadLetter(LetterHead head, byte[] bytes) implements LetterEvent {
    static final String SUFFIX = ".dlt";

    @Override
    public LetterPlace place() {
        return head.place();
    }

    /** Name of the topic it came from, without prefix. */
    public String topic() {
        return head.place().topic();
    }

    /** Its partition there. */
    public int partition() {
        return head.partition();
    }

    /** Its offset there. */
    public long offset() {
        return head.offset();
    }

    /** Its key, empty where it had none. */
    public String key() {
        return head.key();
    }

    /** A sentence for people: what is wrong with it. */
    public String reason() {
        return head.reason();
    }

    /** Who found it: a class of exception, or the group that rejected it. */
    public String cause() {
        return head.cause();
    }
}
