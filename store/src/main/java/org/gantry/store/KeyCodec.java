package org.gantry.store;

/**
 * Translates keys to bytes whose unsigned order is the order of the keys.
 *
 * @param <K> type of the keys
 */
public interface KeyCodec<K> {
    /** The bytes of a key; also the bytes that the keys under a prefix start with. */
    byte[] encode(K key);

    /** The key of bytes. */
    K decode(byte[] bytes);
}
