package org.gantry.app.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.ScanCam;
import org.gantry.domain.scan.Scan;

/**
 * A scan explained as in the paper's Figure 5: slice, CAM and overlay in columns, several slices in rows, one colour
 * scale for the whole scan, so that slices can be compared.
 *
 * @param scan the scan, HU
 * @param cam its CAM
 * @param lesions (depth, height, width) on the scan's own grid: what is known to be there, outlined; none if empty
 * @param title a line for people: what was predicted
 */
public record CamPicture(Scan scan, Cam cam, boolean[] lesions, String title) {
    private static final int ROWS = 5;
    private static final int SIDE = 210;
    private static final int GAP = 6;
    private static final int LEFT = 90;
    private static final int TOP = 80;
    private static final double FAINTEST =
            0.1; // opacity of the overlay where the CAM is lowest: the slice shows through
    private static final double STRONGEST = 0.6;
    private static final double WINDOW_LOW = -1350; // the lung window, HU
    private static final double WINDOW_WIDTH = 1500;
    private static final Color OUTLINE = Color.WHITE;
    private static final Color OUTSIDE = new Color(0xEC, 0xEC, 0xEC); // cropped away, so the network never saw it

    /** Draws it. */
    public BufferedImage draw() {
        int rows = Math.min(ROWS, cam.slices().length);
        int width = SIDE;
        int height = Math.max(40, SIDE * scan.header().rows() / scan.header().columns());
        int right = LEFT + 3 * (width + GAP);
        Canvas canvas = new Canvas(right + 120, TOP + rows * (height + GAP) + 44);
        canvas.text(title, LEFT + (right - LEFT) / 2, 24, Canvas.bold(17), Canvas.INK);
        String[] columns = {"CT slice", "CAM", "overlay"};
        for (int c = 0; c < columns.length; c++) {
            canvas.text(columns[c], LEFT + c * (width + GAP) + width / 2, TOP - 18, Canvas.font(15), Canvas.INK);
        }
        double[] range = range(cam.map().values());
        for (int row = 0; row < rows; row++) {
            int d = (2 * row + 1) * cam.slices().length / (2 * rows);
            int y = TOP + row * (height + GAP);
            canvas.textTo("slice " + (cam.slices()[d] + 1), LEFT - 10, y + height / 2, Canvas.font(14));
            BufferedImage[] pictures = pictures(d, range);
            for (int c = 0; c < pictures.length; c++) {
                canvas.picture(pictures[c], LEFT + c * (width + GAP), y, width, height);
            }
        }
        canvas.colourBar(ColourScale.TURBO, right + 20, TOP, 2 * height, range);
        canvas.text("logit", right + 40, TOP - 18, Canvas.font(14), Canvas.INK);
        canvas.text(
                caption(), LEFT + (right - LEFT) / 2, TOP + rows * (height + GAP) + 18, Canvas.font(13), Canvas.INK);
        return canvas.image();
    }

    private String caption() {
        String what = String.format(
                Locale.ROOT, "Class activation map of %s; lung window, one colour scale for the scan", cam.label());
        return lesions.length == 0 ? what : what + "; outlined: lesions of this synthetic scan";
    }

    private static double[] range(float[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float v : values) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        return new double[] {low, high > low ? high : low + 1};
    }

    private BufferedImage[] pictures(int d, double[] range) {
        int index = cam.slices()[d];
        float[] map = new ScanCam(cam, scan.header(), scan.slices().size()).slice(index);
        float[] slice = scan.slices().get(index);
        int rows = scan.header().rows();
        int columns = scan.header().columns();
        BufferedImage[] pictures = new BufferedImage[3];
        Arrays.setAll(pictures, i -> new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB));
        for (int h = 0; h < rows; h++) {
            for (int w = 0; w < columns; w++) {
                Color grey = ColourScale.GREYS.at(window(slice[h * columns + w]));
                Color heat = OUTSIDE;
                Color both = grey;
                double value = map[h * columns + w];
                if (!Double.isNaN(value)) {
                    double t = (value - range[0]) / (range[1] - range[0]);
                    heat = ColourScale.TURBO.at(t);
                    both = blend(grey, heat, FAINTEST + t * (STRONGEST - FAINTEST));
                }
                boolean outlined = onOutline(index, h, w);
                pictures[0].setRGB(w, h, (outlined ? OUTLINE : grey).getRGB());
                pictures[1].setRGB(w, h, heat.getRGB());
                pictures[2].setRGB(w, h, (outlined ? OUTLINE : both).getRGB());
            }
        }
        return pictures;
    }

    private static double window(float hu) {
        return (hu - WINDOW_LOW) / WINDOW_WIDTH;
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

    /** True for a voxel of a lesion that has a neighbour in its slice which is none. */
    private boolean onOutline(int slice, int h, int w) {
        return lesion(slice, h, w)
                && !(lesion(slice, h - 1, w)
                        && lesion(slice, h + 1, w)
                        && lesion(slice, h, w - 1)
                        && lesion(slice, h, w + 1));
    }

    private boolean lesion(int slice, int h, int w) {
        int rows = scan.header().rows();
        int columns = scan.header().columns();
        return lesions.length > 0
                && h >= 0
                && h < rows
                && w >= 0
                && w < columns
                && lesions[(slice * rows + h) * columns + w];
    }
}
