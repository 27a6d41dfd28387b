package org.gantry.bus.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of numbers as little-endian bytes, which nobody else holds and no copy need protect. */
final class Floats {
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
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Short.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        short[] shorts = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            shorts[i] = (short) values[i];
        }
        bytes.asShortBuffer().put(shorts);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    static float[] int16(ByteString bytes) {
        float[] values = new float[count(bytes, Short.BYTES)];
        short[] shorts = new short[values.length];
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(shorts);
        for (int i = 0; i < values.length; i++) {
            values[i] = shorts[i];
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
