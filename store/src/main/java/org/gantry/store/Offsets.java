package org.gantry.store;

/** Where the offsets lie that the state includes: a family of the store's own, by topic and partition. */
final class Offsets {
    static final String FAMILY_NAME = "gantry.offsets";

    private Offsets() {}

    static byte[] key(String topic, int partition) {
        return Keys.NAME_AND_NUMBERS.encode(Key.of(topic, partition));
    }

    /** What the keys of a topic's partitions start with. */
    static byte[] topic(String topic) {
        return Keys.NAME_AND_NUMBERS.encode(Key.of(topic));
    }

    static int partition(byte[] key) {
        return Math.toIntExact(Keys.NAME_AND_NUMBERS.decode(key).number(0));
    }

    static byte[] value(long next) {
        return Codecs.NUMBER.encode(next);
    }
}
