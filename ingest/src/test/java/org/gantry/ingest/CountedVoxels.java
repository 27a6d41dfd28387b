package org.gantry.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;

/** 2 x 3 x 4 voxels (i, j, k) of int16 that count from −1000, for headers that are text. */
public final class CountedVoxels {
    /** Where the tests' headers say that they lie: 10 mm left, 20 mm back, 30 mm up; steps of 1, 2 and 3 mm. */
    public static final VolumeGeometry PLACED = new VolumeGeometry(
            new Vector3(-10, -20, 30), new Vector3(0, 0, 3), new Vector3(0, -2, 0), new Vector3(-1, 0, 0));

    private CountedVoxels() {}

    /** The numbers. */
    public static byte[] bytes(ByteOrder order) {
        ByteBuffer voxels = ByteBuffer.allocate(48).order(order);
        for (int n = 0; n < 24; n++) {
            voxels.putShort((short) (n - 1000));
        }
        return voxels.array();
    }

    /** A header with what follows it. */
    public static byte[] file(String header, byte[] voxels) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(text.length + voxels.length)
                .put(text)
                .put(voxels)
                .array();
    }

    /** Packed as gzip. */
    public static byte[] gzip(byte[] bytes) {
        return packed(bytes, true);
    }

    /** Packed as zlib. */
    public static byte[] zlib(byte[] bytes) {
        return packed(bytes, false);
    }

    private static byte[] packed(byte[] bytes, boolean gzip) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
