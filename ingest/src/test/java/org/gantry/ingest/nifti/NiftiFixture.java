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

/** Small NIfTI-1 files, right or wrong in any field: 2 x 3 x 4 voxels (i, j, k) whose numbers count from 0. */
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
