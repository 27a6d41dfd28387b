package org.gantry.ingest.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Small files of NIfTI-1, or of NIfTI-2 with the same content, right or wrong in any field: 2 x 3 x 4 voxels (i, j, k)
 * whose numbers count from 0.
 */
final class NiftiFixture {
    private final ByteBuffer header = ByteBuffer.allocate(352);
    private int[] dims = {2, 3, 4};
    private Consumer<ByteBuffer> voxels = b -> {
        for (short n = 0; n < 24; n++) {
            b.putShort(n);
        }
    };

    NiftiFixture(ByteOrder order) {
        header.order(order);
        header.putInt(0, 348).putFloat(108, 352).put(344, "n+1\0".getBytes(StandardCharsets.ISO_8859_1));
        header.putShort(40, (short) 3).putShort(70, (short) 4);
        for (int i = 1; i < 8; i++) {
            header.putShort(40 + 2 * i, (short) (i < 4 ? i + 1 : 1));
        }
        for (int i = 1; i <= 3; i++) {
            header.putFloat(76 + 4 * i, i);
        }
    }

    NiftiFixture() {
        this(ByteOrder.LITTLE_ENDIAN);
    }

    NiftiFixture dims(int... sizes) {
        dims = sizes.clone();
        header.putShort(40, (short) sizes.length);
        for (int i = 0; i < 7; i++) {
            header.putShort(42 + 2 * i, (short) (i < sizes.length ? sizes[i] : 1));
        }
        return this;
    }

    NiftiFixture type(int code) {
        header.putShort(70, (short) code);
        return this;
    }

    NiftiFixture scaled(float slope, float inter) {
        header.putFloat(112, slope).putFloat(116, inter);
        return this;
    }

    /** Rows x, y, z of the affine, four numbers each. */
    NiftiFixture sform(float... rows) {
        header.putShort(254, (short) 1);
        for (int i = 0; i < 12; i++) {
            header.putFloat(280 + 4 * i, rows[i]);
        }
        return this;
    }

    /** Quaternion b, c, d; offset x, y, z; handedness. */
    NiftiFixture qform(float qfac, float... numbers) {
        header.putShort(252, (short) 1).putFloat(76, qfac);
        for (int i = 0; i < 6; i++) {
            header.putFloat(256 + 4 * i, numbers[i]);
        }
        return this;
    }

    NiftiFixture put(Consumer<ByteBuffer> change) {
        change.accept(header);
        return this;
    }

    NiftiFixture voxels(Consumer<ByteBuffer> content) {
        voxels = content;
        return this;
    }

    byte[] bytes() {
        int count = 1;
        for (int d : dims) {
            count *= d;
        }
        ByteBuffer data = ByteBuffer.allocate(8 * count).order(header.order());
        voxels.accept(data);
        ByteBuffer all = ByteBuffer.allocate(header.capacity() + data.position());
        return all.put(header.array()).put(data.array(), 0, data.position()).array();
    }

    /** The same file as NIfTI-2, its fields where nifti2.h has them. */
    byte[] second() {
        ByteBuffer h = ByteBuffer.allocate(544).order(header.order());
        h.putInt(0, 540).put(4, "n+2\0\r\n\032\n".getBytes(StandardCharsets.ISO_8859_1));
        h.putShort(12, header.getShort(70)).putLong(168, (long) header.getFloat(108) + 544 - 352);
        h.putDouble(176, header.getFloat(112)).putDouble(184, header.getFloat(116));
        for (int i = 0; i < 8; i++) {
            h.putLong(16 + 8 * i, header.getShort(40 + 2 * i));
            h.putDouble(104 + 8 * i, header.getFloat(76 + 4 * i));
        }
        h.putInt(344, header.getShort(252)).putInt(348, header.getShort(254)).putInt(500, header.get(123));
        // b, c, d; offsets; the affine: side by side in both
        for (int i = 0; i < 18; i++) {
            h.putDouble(352 + 8 * i, header.getFloat(256 + 4 * i));
        }
        byte[] first = bytes();
        ByteBuffer all = ByteBuffer.allocate(544 + first.length - 352);
        return all.put(h.array()).put(first, 352, first.length - 352).array();
    }

    Path write(Path folder) {
        return write(folder.resolve("scan.nii"), bytes());
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
