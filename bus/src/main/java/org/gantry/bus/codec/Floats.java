package org.gantry.bus.codec;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of numbers as little-endian bytes. */
final class Floats {
    private Floats() {}

    static ByteString float32(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ByteString.copyFrom(bytes);
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
        for (float v : values) {
            bytes.putShort((short) v);
        }
        return ByteString.copyFrom(bytes.flip());
    }

    static float[] int16(ByteString bytes) {
        float[] values = new float[count(bytes, Short.BYTES)];
        ByteBuffer in = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getShort();
        }
        return values;
    }

    static ByteString uint8(float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (int) values[i];
        }
        return ByteString.copyFrom(bytes);
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
        return ByteString.copyFrom(bytes.flip());
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
