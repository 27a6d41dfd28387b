package org.gantry.bus.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** Arrays of numbers as little-endian bytes, which nobody else holds and no copy need protect. */
final class Floats {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    /** Numbers that are turned into others at a time, so that they stay in the processor's cache. */
    private static final int PIECE = 1 << 12;

    private Floats() {}

    static ByteString float32(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    static float[] float32(ByteString bytes) {
        float[] values = new float[count(bytes, Float.BYTES)];
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    static ByteString int16(float[] values) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Short.BYTES)];
        for (int i = 0; i < values.length; i++) {
            SHORTS.set(bytes, i * Short.BYTES, (short) values[i]);
        }
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    static float[] int16(ByteString bytes) {
        float[] values = new float[count(bytes, Short.BYTES)];
        ShortBuffer shorts =
                bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] piece = new short[Math.min(PIECE, values.length)];
        for (int at = 0; at < values.length; at += piece.length) {
            int count = Math.min(piece.length, values.length - at);
            shorts.get(piece, 0, count);
            for (int i = 0; i < count; i++) {
                values[at + i] = piece[i];
            }
        }
        return values;
    }

    static ByteString uint8(float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (int) values[i];
        }
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    static float[] uint8(ByteString bytes) {
        float[] values = new float[bytes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.byteAt(i) & 0xFF;
        }
        return values;
    }

    static ByteString float16(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Short.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float v : values) {
            bytes.putShort(Half.of(v));
        }
        return UnsafeByteOperations.unsafeWrap(bytes.flip());
    }

    static float[] float16(ByteString bytes) {
        float[] values = new float[count(bytes, Short.BYTES)];
        ByteBuffer in = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = Half.toFloat(in.getShort());
        }
        return values;
    }

    private static int count(ByteString bytes, int width) {
        if (bytes.size() % width != 0) {
            throw new IllegalArgumentException(bytes.size() + " bytes hold no numbers of " + width + " bytes each");
        }
        return bytes.size() / width;
    }
}
