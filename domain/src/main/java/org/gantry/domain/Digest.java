package org.gantry.domain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over typed fields, each preceded by its length, so that no two different lists of fields agree. */
@CanIgnoreReturnValue
public final class Digest {
    /** Numbers that are turned into bytes at a time. */
    private static final int PIECE = 1 << 13;

    private final MessageDigest sha256;

    private Digest(MessageDigest sha256) {
        this.sha256 = sha256;
    }

    /** An empty digest. */
    public static Digest begin() {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** SHA-256 of bytes alone, in 64 hexadecimal digits: what {@code sha256sum} says of them. */
    public static String of(byte[] content) {
        return HexFormat.of().formatHex(begin().sha256.digest(content));
    }

    /** Adds text. */
    public Digest add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a number. */
    public Digest add(long number) {
        return add(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** Adds numbers, bit by bit, the low byte of each first. */
    public Digest add(float[] numbers) {
        length(numbers.length * Float.BYTES);
        ByteBuffer bytes = ByteBuffer.allocate(Math.min(numbers.length, PIECE) * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < numbers.length; at += PIECE) {
            int count = Math.min(PIECE, numbers.length - at);
            bytes.asFloatBuffer().put(numbers, at, count);
            sha256.update(bytes.array(), 0, count * Float.BYTES);
        }
        return this;
    }

    /** Adds whole numbers of 16 bits, the low byte of each first. */
    public Digest add(short[] numbers) {
        length(numbers.length * Short.BYTES);
        ByteBuffer bytes = ByteBuffer.allocate(Math.min(numbers.length, PIECE) * Short.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < numbers.length; at += PIECE) {
            int count = Math.min(PIECE, numbers.length - at);
            bytes.asShortBuffer().put(numbers, at, count);
            sha256.update(bytes.array(), 0, count * Short.BYTES);
        }
        return this;
    }

    /** Adds bytes. */
    public Digest add(byte[] bytes) {
        length(bytes.length);
        sha256.update(bytes);
        return this;
    }

    private void length(int bytes) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array());
    }

    /** The digest in 64 hexadecimal digits; ends this object's life. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
