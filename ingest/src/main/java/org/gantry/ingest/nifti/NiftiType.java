package org.gantry.ingest.nifti;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.gantry.ingest.read.VoxelType;

/** The voxel types of NIfTI that hold one real number, by their code in the header. */
public enum NiftiType {
    /** 8 bits without sign. */
    UINT8(2, VoxelType.UINT8),
    /** 16 bits with sign: the usual type of CT. */
    INT16(4, VoxelType.INT16),
    /** 32 bits with sign. */
    INT32(8, VoxelType.INT32),
    /** 32 bits, floating. */
    FLOAT32(16, VoxelType.FLOAT32),
    /** 64 bits, floating. */
    FLOAT64(64, VoxelType.FLOAT64),
    /** 8 bits with sign. */
    INT8(256, VoxelType.INT8),
    /** 16 bits without sign. */
    UINT16(512, VoxelType.UINT16),
    /** 32 bits without sign. */
    UINT32(768, VoxelType.UINT32);

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
    private final VoxelType voxel;

    NiftiType(int code, VoxelType voxel) {
        this.code = code;
        this.voxel = voxel;
    }

    /** The type of a code, if Gantry reads it. */
    static Optional<NiftiType> of(int code) {
        return Arrays.stream(values()).filter(t -> t.code == code).findFirst();
    }

    /** Name of a type that Gantry does not read. */
    static String refused(int code) {
        return REFUSED.getOrDefault(code, "a type that NIfTI does not know");
    }

    /** Its code in the header. */
    int code() {
        return code;
    }

    /** What it is in any format. */
    VoxelType voxel() {
        return voxel;
    }
}
