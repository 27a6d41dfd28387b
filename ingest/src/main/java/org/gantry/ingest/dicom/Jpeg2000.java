package org.gantry.ingest.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.spi.ImageReaderSpi;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;

/** JPEG 2000, reversible or not (ISO/IEC 15444-1; PS3.5 A.4.4). */
final class Jpeg2000 implements Codec {
    private static final ImageReaderSpi READER = new J2KImageReaderSpi();
    /** Start of codestream, then size (A.4.1, A.5.1). */
    private static final int START = 0xff4f_ff51;
    /** Bytes up to the first component's. */
    private static final int SIZE_BYTES = 42;
    /** As many as the standard can number (A.4.2). */
    private static final long TILES = 1 << 16;

    static {
        // what a damaged stream makes it say belongs into the refusal, not on the console
        FacilityManager.registerMsgLogger(null, new Silence());
    }

    private static final class Silence implements MsgLogger {
        @Override
        public void printmsg(int severity, String message) {}

        @Override
        public void println(String text, int firstIndent, int indent) {}

        @Override
        public void flush() {}
    }

    @Override
    public String name() {
        return "JPEG 2000";
    }

    @Override
    public boolean starts(byte[] fragment) {
        return fragment.length >= Integer.BYTES && ByteBuffer.wrap(fragment).getInt(0) == START;
    }

    @Override
    public int[] decode(byte[] frame, PixelFormat format) throws IOException {
        if (!starts(frame) || frame.length < SIZE_BYTES) {
            throw new IOException("it does not start as a JPEG 2000 codestream does");
        }
        ByteBuffer size = ByteBuffer.wrap(frame);
        long columns = unsigned(size, 8) - unsigned(size, 16);
        long rows = unsigned(size, 12) - unsigned(size, 20);
        Rasters.requireSize(rows, columns, size.getShort(40) & 0xffff, format);
        if (tiles(columns, unsigned(size, 24)) * tiles(rows, unsigned(size, 28)) >= TILES) {
            throw new IOException("it has too many tiles");
        }
        try {
            return Rasters.samples(READER, frame, format);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error e) {
            // the decoder's way to say that a stream is damaged
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static long tiles(long pixels, long pixelsOfTile) throws IOException {
        if (pixelsOfTile == 0) {
            throw new IOException("it has tiles without pixels");
        }
        return (pixels + pixelsOfTile - 1) / pixelsOfTile;
    }

    private static long unsigned(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xffff_ffffL;
    }
}
