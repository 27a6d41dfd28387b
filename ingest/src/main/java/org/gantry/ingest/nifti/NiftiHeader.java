package org.gantry.ingest.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.gantry.ingest.read.ScanFile;

/**
 * What a NIfTI-1 header says of the voxels that follow it.
 *
 * @param order byte order of the whole file
 * @param dims voxels along i (fastest), j, k
 * @param type type of a stored voxel
 * @param offset byte of the first voxel
 * @param slope what a stored number is multiplied by
 * @param inter what is added to it then
 * @param placement where the voxels lie
 */
record NiftiHeader(
        ByteOrder order, int[] dims, NiftiType type, long offset, double slope, double inter, Placement placement) {
    static final int BYTES = 348;
    /** Where voxels start in a file without extensions. */
    static final int FIRST_VOXEL = 352;

    private static final int NIFTI2_BYTES = 540;
    private static final int DIM = 40;
    private static final int DATATYPE = 70;
    private static final int VOX_OFFSET = 108;
    private static final int SLOPE = 112;
    private static final int INTER = 116;
    private static final int MAGIC = 344;

    /** True where bytes start as NIfTI-1, Analyze 7.5 or NIfTI-2 does; which it is, {@link #parse} says. */
    static boolean looksLike(byte[] head) {
        return head.length >= 4 && (size(head, ByteOrder.LITTLE_ENDIAN) || size(head, ByteOrder.BIG_ENDIAN));
    }

    private static boolean size(byte[] head, ByteOrder order) {
        int size = ByteBuffer.wrap(head).order(order).getInt(0);
        return size == BYTES || size == NIFTI2_BYTES;
    }

    /** The header in the first bytes of a file. */
    static NiftiHeader parse(ScanFile file, byte[] head) {
        if (!looksLike(head)) {
            throw file.unreadable("sizeof_hdr", "is not 348", "this is no NIfTI-1 file: convert it to .nii.gz");
        }
        ByteOrder order = size(head, ByteOrder.LITTLE_ENDIAN) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer h = ByteBuffer.wrap(head).order(order);
        if (h.getInt(0) == NIFTI2_BYTES) {
            throw file.unreadable("sizeof_hdr", "is 540: NIfTI-2, which comes later", "save it as NIfTI-1");
        }
        if (head.length < BYTES) {
            throw file.unreadable("header", "ends after " + head.length + " of 348 bytes", "copy the file again");
        }
        checkMagic(file, new String(head, MAGIC, 4, StandardCharsets.ISO_8859_1));
        int code = h.getShort(DATATYPE);
        NiftiType type = NiftiType.of(code)
                .orElseThrow(() -> file.unreadable(
                        "datatype", code + " is " + NiftiType.refused(code), "save it as int16 or float32"));
        double slope = h.getFloat(SLOPE);
        double inter = h.getFloat(INTER);
        // the standard: a slope of 0 means that voxels are not scaled, and then inter means nothing either
        boolean scaled = slope != 0 && Double.isFinite(slope);
        return new NiftiHeader(
                order,
                dims(file, h),
                type,
                offset(file, h.getFloat(VOX_OFFSET)),
                scaled ? slope : 1,
                scaled && Double.isFinite(inter) ? inter : 0,
                Placement.of(h));
    }

    private static void checkMagic(ScanFile file, String magic) {
        if (magic.equals("ni1\0")) {
            throw file.unreadable(
                    "magic", "is ni1: the voxels are in an .img of their own", "save both as one .nii or .nii.gz");
        }
        if (!magic.equals("n+1\0")) {
            throw file.unreadable(
                    "magic", "is not n+1: Analyze 7.5 or a damaged header", "save it as NIfTI-1, .nii or .nii.gz");
        }
    }

    private static int[] dims(ScanFile file, ByteBuffer h) {
        int[] dim = new int[8];
        Arrays.setAll(dim, i -> h.getShort(DIM + 2 * i));
        if (dim[0] < 2 || dim[0] > 7) {
            throw file.unreadable("dim[0]", "says " + dim[0] + " dimensions, not 3", "save one volume as 3D");
        }
        for (int i = 1; i <= dim[0]; i++) {
            if (dim[i] < 1) {
                throw file.unreadable(
                        "dim[" + i + "]", "is " + dim[i], "the header is damaged: convert the scan again");
            }
            if (i > 3 && dim[i] > 1) {
                throw file.unreadable(
                        "dim[" + i + "]",
                        "is " + dim[i] + ": more than one volume",
                        "save each volume as its own file");
            }
        }
        return new int[] {dim[1], dim[2], dim[0] < 3 ? 1 : dim[3]};
    }

    private static long offset(ScanFile file, float offset) {
        if (!(offset >= 0 && offset < Integer.MAX_VALUE)) {
            throw file.unreadable("vox_offset", "is " + offset, "the header is damaged: convert the scan again");
        }
        // some writers leave 0, and no voxel can lie within the header
        return Math.max(FIRST_VOXEL, (long) offset);
    }

    /** How many voxels there are. */
    long voxels() {
        return (long) dims[0] * dims[1] * dims[2];
    }
}
