package org.gantry.ingest.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.gantry.domain.scan.Vector3;
import org.gantry.ingest.read.ScanFile;

/**
 * The fields of a header of NIfTI-1 or NIfTI-2: what comes after need not know which.
 *
 * @param bytes the whole header in the file's byte order
 */
record NiftiFields(ByteBuffer bytes) {
    /** Bytes of NIfTI-1's header. */
    static final int NIFTI_1 = 348;
    /** Bytes of NIfTI-2's. */
    static final int NIFTI_2 = 540;

    private static final int MAGIC_1 = 344;
    private static final int MAGIC_2 = 4;
    /** Four bytes after the header say whether extensions follow. */
    private static final int EXTENSION = 4;

    /** True where bytes start as NIfTI-1, Analyze 7.5 or NIfTI-2 does; which it is, {@link #read} says. */
    static boolean looksLike(byte[] head) {
        return head.length >= 4 && (size(head, ByteOrder.LITTLE_ENDIAN) || size(head, ByteOrder.BIG_ENDIAN));
    }

    private static boolean size(byte[] head, ByteOrder order) {
        int size = ByteBuffer.wrap(head).order(order).getInt(0);
        return size == NIFTI_1 || size == NIFTI_2;
    }

    /** The fields in the first bytes of a file. */
    static NiftiFields read(ScanFile file, InputStream in) throws IOException {
        byte[] size = in.readNBytes(Integer.BYTES);
        if (!looksLike(size)) {
            throw file.unreadable(
                    "sizeof_hdr", "is neither 348 nor 540", "this is no NIfTI file: convert it to .nii.gz");
        }
        ByteOrder order = size(size, ByteOrder.LITTLE_ENDIAN) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int length = ByteBuffer.wrap(size).order(order).getInt(0);
        byte[] rest = in.readNBytes(length - size.length);
        if (rest.length < length - size.length) {
            int there = size.length + rest.length;
            throw file.unreadable("header", "ends after " + there + " of " + length + " bytes", "copy the file again");
        }
        NiftiFields fields = new NiftiFields(
                ByteBuffer.allocate(length).order(order).put(size).put(rest));
        fields.checkMagic(file);
        return fields;
    }

    private void checkMagic(ScanFile file) {
        byte[] start = new byte[4];
        bytes.get(second() ? MAGIC_2 : MAGIC_1, start);
        String magic = new String(start, StandardCharsets.ISO_8859_1);
        String number = second() ? "2" : "1";
        if (magic.equals("ni" + number + "\0")) {
            throw file.unreadable(
                    "magic",
                    "is ni" + number + ": the voxels are in an .img of their own",
                    "save both as one .nii or .nii.gz");
        }
        if (!magic.equals("n+" + number + "\0")) {
            throw file.unreadable(
                    "magic",
                    "is not n+" + number + ": Analyze 7.5 or a damaged header",
                    "save it as NIfTI-1, .nii or .nii.gz");
        }
    }

    private boolean second() {
        return length() == NIFTI_2;
    }

    /** Bytes of the header. */
    int length() {
        return bytes.capacity();
    }

    /** Where voxels start in a file without extensions. */
    int firstVoxel() {
        return length() + EXTENSION;
    }

    /** The number of a field. */
    double number(NiftiField field) {
        return number(field, 0);
    }

    /** One of the numbers of a field. */
    double number(NiftiField field, int index) {
        return second() ? field.inNifti2(bytes, index) : field.inNifti1(bytes, index);
    }

    /** Three numbers of a field, so many apart. */
    Vector3 vector(NiftiField field, int index, int step) {
        return new Vector3(number(field, index), number(field, index + step), number(field, index + 2 * step));
    }
}
