package org.gantry.ingest.read;

import java.nio.ByteBuffer;

/** The types of a stored number that Gantry reads, whatever the format. */
public enum VoxelType {
    /** 8 bits without sign. */
    UINT8(1, 0, 0xff),
    /** 8 bits with sign. */
    INT8(1, Byte.MIN_VALUE, Byte.MAX_VALUE),
    /** 16 bits without sign. */
    UINT16(2, 0, 0xffff),
    /** 16 bits with sign: the usual type of CT. */
    INT16(2, Short.MIN_VALUE, Short.MAX_VALUE),
    /** 32 bits without sign. */
    UINT32(4, 0, 0xffffffffL),
    /** 32 bits with sign. */
    INT32(4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** 32 bits, floating. */
    FLOAT32(4, -Float.MAX_VALUE, Float.MAX_VALUE),
    /** 64 bits, floating. */
    FLOAT64(8, -Double.MAX_VALUE, Double.MAX_VALUE);

    private final int bytes;
    private final double min;
    private final double max;

    VoxelType(int bytes, double min, double max) {
        this.bytes = bytes;
        this.min = min;
        this.max = max;
    }

    /** Bytes of a number. */
    public int bytes() {
        return bytes;
    }

    /** True where they are no whole numbers. */
    public boolean floating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** Its smallest number. */
    public double min() {
        return min;
    }

    /** Its largest number. */
    public double max() {
        return max;
    }

    /** The number at a byte of a buffer that has the file's order. */
    public double read(ByteBuffer buffer, int at) {
        return switch (this) {
            case UINT8 -> buffer.get(at) & 0xff;
            case INT8 -> buffer.get(at);
            case UINT16 -> buffer.getShort(at) & 0xffff;
            case INT16 -> buffer.getShort(at);
            case UINT32 -> buffer.getInt(at) & 0xffffffffL;
            case INT32 -> buffer.getInt(at);
            case FLOAT32 -> buffer.getFloat(at);
            case FLOAT64 -> buffer.getDouble(at);
        };
    }
}
