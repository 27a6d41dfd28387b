package org.gantry.ingest.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Small uncompressed TIFFs, byte by byte, so that they owe nothing to the decoder under test. */
final class TiffFixture {
    static final int UNSIGNED = 1;
    static final int SIGNED = 2;
    static final int FLOAT = 3;

    private static final int FIELDS = 10;

    private final ByteOrder order;
    private final List<byte[]> pages = new ArrayList<>();
    private int photometric = 1;
    private int compression = 1;

    TiffFixture(ByteOrder order) {
        this.order = order;
    }

    TiffFixture photometric(int value) {
        photometric = value;
        return this;
    }

    TiffFixture compression(int value) {
        compression = value;
        return this;
    }

    /** Adds a page; content puts its numbers in the file's order. */
    TiffFixture page(int width, int height, int bits, int format, Consumer<ByteBuffer> content) {
        int start = 8 + pages.stream().mapToInt(p -> p.length).sum();
        int directory = 2 + 12 * FIELDS + 4;
        int bytes = width * height * bits / 8;
        ByteBuffer page = ByteBuffer.allocate(directory + bytes).order(order).putShort((short) FIELDS);
        field(page, 256, width);
        field(page, 257, height);
        field(page, 258, bits);
        field(page, 259, compression);
        field(page, 262, photometric);
        page.putShort((short) 273).putShort((short) 4).putInt(1).putInt(start + directory);
        field(page, 277, 1);
        field(page, 278, height);
        page.putShort((short) 279).putShort((short) 4).putInt(1).putInt(bytes);
        field(page, 339, format);
        page.putInt(start + directory + bytes);
        content.accept(page);
        pages.add(page.array());
        return this;
    }

    private static void field(ByteBuffer page, int tag, int value) {
        page.putShort((short) tag)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) value)
                .putShort((short) 0);
    }

    byte[] bytes() {
        return bytes(0);
    }

    /** The file, its last page followed by the one at a byte. */
    byte[] bytes(int next) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer start = ByteBuffer.allocate(8).order(order);
        start.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(start.get(0));
        all.writeBytes(start.putShort((short) 42).putInt(8).array());
        for (int p = 0; p < pages.size(); p++) {
            byte[] page = pages.get(p).clone();
            if (p == pages.size() - 1) {
                ByteBuffer.wrap(page).order(order).putInt(2 + 12 * FIELDS, next);
            }
            all.writeBytes(page);
        }
        return all.toByteArray();
    }
}
