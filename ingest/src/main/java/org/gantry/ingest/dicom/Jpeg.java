package org.gantry.ingest.dicom;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.IOException;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** JPEG: baseline, extended and lossless (ISO/IEC 10918-1; PS3.5 A.4.1). */
final class Jpeg implements Codec {
    /** By its class: the JDK's own reader knows 8 bits only, and which of the two is found first is chance. */
    private static final ImageReaderSpi READER =
            IIORegistry.getDefaultInstance().getServiceProviderByClass(JPEGImageReaderSpi.class);

    /** Start of a frame of the extended sequential process, Huffman-coded. */
    private static final int EXTENDED = 0xc1;

    @Override
    public String name() {
        return "JPEG";
    }

    @Override
    public boolean starts(byte[] fragment) {
        return fragment.length > 1 && fragment[0] == (byte) 0xff && fragment[1] == (byte) 0xd8;
    }

    @Override
    public int[] decode(byte[] frame, PixelFormat format) throws IOException {
        JpegFrame header = JpegFrame.of(frame);
        Rasters.requireSize(header.rows(), header.columns(), header.components(), format);
        if (header.precision() > format.bits().allocated()) {
            throw new IOException("it has " + header.precision() + " bits, more than "
                    + format.bits().allocated());
        }
        return header.marker() == EXTENDED && header.precision() == 12
                ? SequentialJpeg.decode(frame, header)
                : Rasters.samples(READER, frame, format);
    }
}
