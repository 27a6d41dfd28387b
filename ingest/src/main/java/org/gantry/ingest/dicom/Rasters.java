package org.gantry.ingest.dicom;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * Frames through readers of {@code javax.imageio}, without a cache on disk and without colours. The JDK's own stream
 * over bytes takes half of the time of lossless JPEG.
 */
final class Rasters {
    private Rasters() {}

    /** The samples of a picture of one band, as they were stored. */
    static int[] samples(ImageReaderSpi provider, byte[] picture, PixelFormat format) throws IOException {
        ImageReader reader = provider.createReaderInstance();
        try (ImageInputStream in = new ByteArrayImageInputStream(picture)) {
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            requireSize(raster.getHeight(), raster.getWidth(), raster.getNumBands(), format);
            return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        } finally {
            reader.dispose();
        }
    }

    /** Refuses a picture of another size than the file says; asked before a decoder takes memory for it. */
    static void requireSize(long rows, long columns, int bands, PixelFormat format) throws IOException {
        if (rows != format.rows() || columns != format.columns() || bands != 1) {
            throw new IOException("it has " + rows + "x" + columns + " pixels of " + bands + " components, not "
                    + format.rows() + "x" + format.columns() + " of 1");
        }
    }
}
