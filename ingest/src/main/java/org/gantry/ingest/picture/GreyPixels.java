package org.gantry.ingest.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.VoxelRange;
import org.gantry.ingest.read.VoxelType;

/**
 * The grey numbers of a picture as they are stored, never as they would be shown.
 *
 * @param type of a stored number
 * @param values (row, column) row-major
 */
record GreyPixels(VoxelType type, float[] values) {
    /**
     * Of a picture; one in colours counts as grey where red, green and blue are equal everywhere. Transparency is not
     * looked at.
     *
     * @throws org.gantry.ingest.read.UnreadableScanException where the picture is not grey or holds what is no number
     */
    static GreyPixels of(ScanFile file, BufferedImage image) {
        ColorModel colors = image.getColorModel();
        Raster raster = image.getRaster();
        VoxelType type = type(file, raster);
        float[] first = band(raster, 0);
        if (colors instanceof IndexColorModel palette) {
            for (int n = 0; n < first.length; n++) {
                first[n] = grey(file, palette.getRGB((int) first[n]));
            }
            return new GreyPixels(type, first);
        }
        for (int band = 1; band < colors.getNumColorComponents(); band++) {
            if (!Arrays.equals(first, band(raster, band))) {
                throw colour(file);
            }
        }
        VoxelRange range = new VoxelRange(new int[] {raster.getWidth(), raster.getHeight()});
        range.add(0, first);
        range.requireFinite(file);
        return new GreyPixels(type, first);
    }

    private static float[] band(Raster raster, int band) {
        return raster.getSamples(
                raster.getMinX(), raster.getMinY(), raster.getWidth(), raster.getHeight(), band, (float[]) null);
    }

    private static VoxelType type(ScanFile file, Raster raster) {
        int bits = raster.getSampleModel().getSampleSize(0);
        int kept = raster.getSampleModel().getDataType();
        if (bits == 8) {
            return VoxelType.UINT8;
        }
        if (bits == 16) {
            return kept == DataBuffer.TYPE_SHORT ? VoxelType.INT16 : VoxelType.UINT16;
        }
        if (kept == DataBuffer.TYPE_FLOAT || kept == DataBuffer.TYPE_DOUBLE) {
            return kept == DataBuffer.TYPE_FLOAT ? VoxelType.FLOAT32 : VoxelType.FLOAT64;
        }
        throw file.unreadable("picture", "has whole numbers of " + bits + " bits", "save it with 8 or 16 bits");
    }

    private static int grey(ScanFile file, int rgb) {
        int blue = rgb & 0xff;
        if ((rgb >> 8 & 0xff) != blue || (rgb >> 16 & 0xff) != blue) {
            throw colour(file);
        }
        return blue;
    }

    private static RuntimeException colour(ScanFile file) {
        return file.unreadable("picture", "is in colour", "save the slice itself in grey, without marks");
    }
}
