package org.gantry.domain;

/**
 * Translates values of one type to bytes and back.
 *
 * @param <V> the domain's type
 */
public interface Codec<V> {
    /** The bytes of a value; the same value gives the same bytes. */
    byte[] encode(V value);

    /**
     * The value of bytes.
     *
     * @throws IllegalArgumentException if the bytes are not such a value; the message says which field and why
     */
    V decode(byte[] bytes);

    /** Name of the type, as CloudEvents' {@code type} attribute: {@code gantry.v1.Slice}. */
    String type();
}
