package org.gantry.store;

/** Where the offsets lie that the state includes: a family of the store's own, by topic and partition. */
final class Offsets {
    static final String FAMILY_NAME = "gantry.offsets";

    private Offsets() {}

    static byte[] key(String topic, int partition) {
        return Keys.NAME_AND_NUMBERS.encode(Key.of(topic, partition));
    }

    static byte[] value(long next) {
        return Codecs.NUMBER.encode(next);
    }
}
