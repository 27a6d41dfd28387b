package org.gantry.ingest.nifti;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The voxel types of NIfTI-1 that hold one real number, by their code in the header. */
public enum NiftiType {
    /** 8 bits without sign. */
    UINT8(2, 1, 0, 255),
    /** 16 bits with sign: the usual type of CT. */
    INT16(4, 2, Short.MIN_VALUE, Short.MAX_VALUE),
    /** 32 bits with sign. */
    INT32(8, 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** 32 bits, floating. */
    FLOAT32(16, 4, -Float.MAX_VALUE, Float.MAX_VALUE),
    /** 64 bits, floating. */
    FLOAT64(64, 8, -Double.MAX_VALUE, Double.MAX_VALUE),
    /** 8 bits with sign. */
    INT8(256, 1, Byte.MIN_VALUE, Byte.MAX_VALUE),
    /** 16 bits without sign. */
    UINT16(512, 2, 0, 0xffff),
    /** 32 bits without sign. */
    UINT32(768, 4, 0, 0xffffffffL);

    private static final Map<Integer, String> REFUSED = Map.of(
            1, "single bits",
            32, "complex64",
            128, "RGB24",
            1024, "int64",
            1280, "uint64",
            1536, "float128",
            1792, "complex128",
            2048, "complex256",
            2304, "RGBA32");

    private final int code;
    private final int bytes;
    private final double min;
    private final double max;

    NiftiType(int code, int bytes, double min, double max) {
        this.code = code;
        this.bytes = bytes;
        this.min = min;
        this.max = max;
    }

    /** The type of a code, if Gantry reads it. */
    static Optional<NiftiType> of(int code) {
        return Arrays.stream(values()).filter(t -> t.code == code).findFirst();
    }

    /** Name of a type that Gantry does not read. */
    static String refused(int code) {
        return REFUSED.getOrDefault(code, "a type that NIfTI-1 does not know");
    }

    /** Its code in the header. */
    int code() {
        return code;
    }

    /** Bytes of a voxel. */
    int bytes() {
        return bytes;
    }

    /** Its smallest number. */
    double min() {
        return min;
    }

    /** Its largest number. */
    double max() {
        return max;
    }

    /** The number at a byte of a buffer that has the file's order. */
    double read(ByteBuffer buffer, int at) {
        return switch (this) {
            case UINT8 -> buffer.get(at) & 0xff;
            case INT8 -> buffer.get(at);
            case INT16 -> buffer.getShort(at);
            case UINT16 -> buffer.getShort(at) & 0xffff;
            case INT32 -> buffer.getInt(at);
            case UINT32 -> buffer.getInt(at) & 0xffffffffL;
            case FLOAT32 -> buffer.getFloat(at);
            case FLOAT64 -> buffer.getDouble(at);
        };
    }
}
