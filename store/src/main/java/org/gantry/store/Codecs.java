package org.gantry.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.gantry.domain.Codec;

/** Codecs of values that need no schema. */
public final class Codecs {
    /** Bytes as they are. */
    public static final Codec<byte[]> BYTES = new Bytes();

    /** Text in UTF-8. */
    public static final Codec<String> TEXT = new Texts();

    /** A long in eight bytes. */
    public static final Codec<Long> NUMBER = new Numbers();

    private Codecs() {}

    private record Bytes() implements Codec<byte[]> {
        @Override
        public byte[] encode(byte[] value) {
            return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
            return bytes;
        }

        @Override
        public String type() {
            return "bytes";
        }
    }

    private record Texts() implements Codec<String> {
        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public String type() {
            return "text";
        }
    }

    private record Numbers() implements Codec<Long> {
        @Override
        public byte[] encode(Long value) {
            return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        }

        @Override
        public Long decode(byte[] bytes) {
            if (bytes.length != Long.BYTES) {
                throw new IllegalArgumentException("a number has 8 bytes, not " + bytes.length);
            }
            return ByteBuffer.wrap(bytes).getLong();
        }

        @Override
        public String type() {
            return "number";
        }
    }
}
