package org.gantry.ingest.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a JPEG's frame header says (ISO/IEC 10918-1 B.2.2).
 *
 * @param marker the start-of-frame marker's second byte, which tells the process
 * @param precision bits of a sample
 * @param rows rows of the picture
 * @param columns columns of the picture
 * @param components its components
 */
record JpegFrame(int marker, int precision, int rows, int columns, int components) {
    private static final int MARKER = 0xff;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int START_OF_SCAN = 0xda;

    /** The frame header of a JPEG. */
    static JpegFrame of(byte[] jpeg) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(jpeg);
        if (in.remaining() < 2 || next(in) != MARKER || next(in) != START_OF_IMAGE) {
            throw new IOException("it does not start as a JPEG does");
        }
        while (in.remaining() > 4) {
            int marker = next(in);
            if (marker != MARKER) {
                throw new IOException("it has no marker at byte " + (in.position() - 1));
            }
            in.mark();
            marker = next(in);
            if (marker == MARKER) { // fill bytes
                in.reset();
                continue;
            }
            int length = in.getShort() & 0xffff;
            if (startOfFrame(marker) && in.remaining() >= 6) {
                return new JpegFrame(marker, next(in), in.getShort() & 0xffff, in.getShort() & 0xffff, next(in));
            }
            if (marker == START_OF_SCAN || length < 2 || length - 2 > in.remaining()) {
                break;
            }
            in.position(in.position() + length - 2);
        }
        throw new IOException("it has no frame header");
    }

    /** SOF0 to SOF15 without the three among them that are tables (Table B.1). */
    private static boolean startOfFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static int next(ByteBuffer in) {
        return in.get() & 0xff;
    }
}
