package org.gantry.bus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a chunk says: its place in a payload that was too large for one record.
 *
 * @param payload identifies the payload, unique for ever
 * @param index its place, from 0
 * @param count how many chunks the payload has
 * @param total bytes of the whole payload
 */
record Chunk(String payload, int index, int count, long total) {
    static final String HEADER = "gantry_chunk";

    private static final int NUMBERS_BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES;

    Chunk {
        if (index < 0 || index >= count || total < count || total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "chunk header is wrong: chunk " + index + " of " + count + ", " + total + " bytes in all");
        }
    }

    boolean last() {
        return index == count - 1;
    }

    void write(Headers headers) {
        byte[] id = payload.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(NUMBERS_BYTES + id.length);
        headers.add(
                HEADER, bytes.putInt(index).putInt(count).putLong(total).put(id).array());
    }

    /**
     * The chunk header of a record, null where it has none.
     *
     * @throws IllegalArgumentException if the header is malformed
     */
    static @Nullable Chunk read(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(HEADER);
        if (header == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(header.value());
        if (bytes.remaining() <= NUMBERS_BYTES) {
            throw new IllegalArgumentException("chunk header has " + bytes.remaining() + " bytes, too few");
        }
        int index = bytes.getInt();
        int count = bytes.getInt();
        long total = bytes.getLong();
        byte[] id = new byte[bytes.remaining()];
        bytes.get(id);
        return new Chunk(new String(id, StandardCharsets.UTF_8), index, count, total);
    }
}
