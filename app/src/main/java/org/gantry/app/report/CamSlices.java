package org.gantry.app.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.ScanCam;
import org.gantry.domain.scan.Scan;

/** A scan's slices and its CAM on them as pictures, a pixel each, by one colour scale for the whole scan. */
public final class CamSlices {
    /** Opacity of the overlay where the CAM is lowest: the slice shows through. */
    private static final double FAINTEST = 0.1;

    private static final double STRONGEST = 0.6;
    private static final double WINDOW_LOW = -1350; // the lung window, HU
    private static final double WINDOW_WIDTH = 1500;

    /** Cropped away, so the network never saw it. */
    private static final Color OUTSIDE = new Color(0xEC, 0xEC, 0xEC);

    private final Scan scan;
    private final ScanCam map;
    private final double low;
    private final double high;

    /** Of a scan in HU. */
    public CamSlices(Scan scan, Cam cam) {
        this.scan = scan;
        this.map = new ScanCam(cam, scan.header(), scan.slices().size());
        double[] range = cam.map().range();
        this.low = range[0];
        this.high = range[1];
    }

    /** How many. */
    public int count() {
        return scan.slices().size();
    }

    /** What the ends of the colour scale mean. */
    double[] range() {
        return new double[] {low, high};
    }

    /** The slice in the lung window. */
    BufferedImage grey(int slice) {
        return picture(slice, (hu, value) -> grey(hu));
    }

    /** The CAM. */
    BufferedImage heat(int slice) {
        return picture(slice, (hu, value) -> Double.isNaN(value) ? OUTSIDE : heat(value));
    }

    /** The CAM laid over the slice. */
    public BufferedImage overlay(int slice) {
        return picture(
                slice,
                (hu, value) -> Double.isNaN(value)
                        ? grey(hu)
                        : blend(grey(hu), heat(value), FAINTEST + share(value) * (STRONGEST - FAINTEST)));
    }

    /** The colour of a pixel by its HU and its value on the map. */
    private interface Paint {
        Color of(double hu, double value);
    }

    private BufferedImage picture(int index, Paint paint) {
        int columns = scan.header().columns();
        float[] slice = scan.slices().get(index);
        float[] values = map.slice(index);
        BufferedImage picture = new BufferedImage(columns, scan.header().rows(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < slice.length; i++) {
            picture.setRGB(
                    i % columns, i / columns, paint.of(slice[i], values[i]).getRGB());
        }
        return picture;
    }

    private double share(double value) {
        return (value - low) / (high - low);
    }

    private Color heat(double value) {
        return ColourScale.TURBO.at(share(value));
    }

    private static Color grey(double hu) {
        return ColourScale.GREYS.at((hu - WINDOW_LOW) / WINDOW_WIDTH);
    }

    private static Color blend(Color below, Color above, double opacity) {
        return new Color(
                mix(below.getRed(), above.getRed(), opacity),
                mix(below.getGreen(), above.getGreen(), opacity),
                mix(below.getBlue(), above.getBlue(), opacity));
    }

    private static int mix(int below, int above, double opacity) {
        return (int) Math.round(below + opacity * (above - below));
    }
}
