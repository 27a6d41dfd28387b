package org.gantry.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The key codecs: text, numbers, and a name with numbers below it. */
public final class Keys {
    /** Text in the order of its code points; as a prefix, all texts that start with it. */
    public static final KeyCodec<String> TEXT = new Texts();

    /** Longs from the most negative to the largest. */
    public static final KeyCodec<Long> NUMBER = new Numbers();

    /** A name and numbers; as a prefix, all keys of that very name that continue the numbers. */
    public static final KeyCodec<Key> NAME_AND_NUMBERS = new NameAndNumbers();

    private Keys() {}

    private record Texts() implements KeyCodec<String> {
        @Override
        public byte[] encode(String key) {
            return key.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private record Numbers() implements KeyCodec<Long> {
        @Override
        public byte[] encode(Long key) {
            return ByteBuffer.allocate(Long.BYTES).putLong(ordered(key)).array();
        }

        @Override
        public Long decode(byte[] bytes) {
            return ordered(ByteBuffer.wrap(bytes).getLong());
        }
    }

    /** The name ends with 0, 1 and its own zeros are written 0, 255: so "a" comes before "a\0" and before "ab". */
    private record NameAndNumbers() implements KeyCodec<Key> {
        private static final int END = 1;
        private static final int ZERO = 0xff;

        @Override
        public byte[] encode(Key key) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (byte b : TEXT.encode(key.name())) {
                bytes.write(b);
                if (b == 0) {
                    bytes.write(ZERO);
                }
            }
            bytes.write(0);
            bytes.write(END);
            key.numbers().forEach(number -> bytes.writeBytes(NUMBER.encode(number)));
            return bytes.toByteArray();
        }

        @Override
        public Key decode(byte[] bytes) {
            ByteArrayOutputStream name = new ByteArrayOutputStream();
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            for (byte b = rest.get(); b != 0 || rest.get() != END; b = rest.get()) {
                name.write(b);
            }
            List<Long> numbers = new ArrayList<>();
            while (rest.hasRemaining()) {
                numbers.add(ordered(rest.getLong()));
            }
            return new Key(name.toString(StandardCharsets.UTF_8), numbers);
        }
    }

    /** Flips the sign, so that negative numbers come first in unsigned order; its own inverse. */
    private static long ordered(long number) {
        return number ^ Long.MIN_VALUE;
    }
}
