package org.gantry.app.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.scan.Scan;

/**
 * A scan explained as in the paper's Figure 5: slice, CAM and overlay in columns, in rows the slice of each fifth that
 * spoke most for the class, one colour scale for the whole scan, so that slices can be compared; below, how much each
 * slice spoke for the class.
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
    private static final int STRIP = 60;
    private static final Color OUTLINE = Color.WHITE;
    private static final String SHOWN = "Shown, and dark above: of each fifth of the slices the one that spoke most";

    /** Draws it. */
    public BufferedImage draw() {
        CamSlices slices = new CamSlices(scan, cam);
        float[] scores = cam.sliceScores();
        int[] shown = loudest(scores);
        int rows = shown.length;
        int height = Math.max(40, SIDE * scan.header().rows() / scan.header().columns());
        int right = LEFT + 3 * (SIDE + GAP);
        int middle = LEFT + (right - LEFT) / 2;
        int bottom = TOP + rows * (height + GAP);
        Canvas canvas = new Canvas(right + 120, bottom + STRIP + 96);
        canvas.text(title, middle, 24, Canvas.bold(17), Canvas.INK);
        String[] columns = {"CT slice", "CAM", "overlay"};
        for (int c = 0; c < columns.length; c++) {
            canvas.text(columns[c], LEFT + c * (SIDE + GAP) + SIDE / 2, TOP - 18, Canvas.font(15), Canvas.INK);
        }
        for (int row = 0; row < rows; row++) {
            row(canvas, slices, cam.slices()[shown[row]], TOP + row * (height + GAP), height);
        }
        canvas.colourBar(ColourScale.TURBO, right + 20, TOP, 2 * height, slices.range());
        canvas.text(unit(), right + 40, TOP - 18, Canvas.font(14), Canvas.INK);
        strip(canvas, bottom + 10, right - GAP - LEFT, scores, shown);
        canvas.text(caption(), middle, bottom + STRIP + 58, Canvas.font(13), Canvas.INK);
        canvas.text(SHOWN, middle, bottom + STRIP + 78, Canvas.font(13), Canvas.INK);
        return canvas.image();
    }

    private void row(Canvas canvas, CamSlices slices, int slice, int top, int height) {
        canvas.textTo("slice " + (slice + 1), LEFT - 10, top + height / 2, Canvas.font(14));
        BufferedImage[] pictures = {
            outlined(slices.grey(slice), slice), slices.heat(slice), outlined(slices.overlay(slice), slice)
        };
        for (int c = 0; c < pictures.length; c++) {
            canvas.picture(pictures[c], LEFT + c * (SIDE + GAP), top, SIDE, height);
        }
    }

    /** Positions along the map that are shown, feet to head: of each fifth the one with the greatest score. */
    static int[] loudest(float[] scores) {
        int[] shown = new int[Math.min(ROWS, scores.length)];
        for (int row = 0; row < shown.length; row++) {
            int from = row * scores.length / shown.length;
            int to = (row + 1) * scores.length / shown.length;
            shown[row] =
                    IntStream.range(from, to).reduce(from, (loudest, i) -> scores[i] > scores[loudest] ? i : loudest);
        }
        return shown;
    }

    /** The paper's method maps logits; others have no unit. */
    private String unit() {
        return cam.cells().method().equals(CamMethod.CAM) ? "logit" : "";
    }

    private static void strip(Canvas canvas, int top, int width, float[] scores, int[] shown) {
        boolean[] marked = new boolean[scores.length];
        for (int position : shown) {
            marked[position] = true;
        }
        ScoreStrip strip = new ScoreStrip(scores, marked);
        strip.draw(canvas, LEFT, top, width, STRIP);
        canvas.textTo("per slice", LEFT - 10, top + STRIP / 2, Canvas.font(14));
        canvas.text("feet", LEFT + 14, top + STRIP + 14, Canvas.font(13), Canvas.INK);
        canvas.text("head", LEFT + width - 16, top + STRIP + 14, Canvas.font(13), Canvas.INK);
    }

    private String caption() {
        String what = String.format(
                Locale.ROOT,
                "Map of %s by %s; lung window, one colour scale; grey: not seen by the network",
                cam.label(),
                cam.cells().method());
        return lesions.length == 0 ? what : what + "; outlined: planted lesions";
    }

    private BufferedImage outlined(BufferedImage picture, int slice) {
        for (int h = 0; lesions.length > 0 && h < picture.getHeight(); h++) {
            for (int w = 0; w < picture.getWidth(); w++) {
                if (onOutline(slice, h, w)) {
                    picture.setRGB(w, h, OUTLINE.getRGB());
                }
            }
        }
        return picture;
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
        return h >= 0 && h < rows && w >= 0 && w < columns && lesions[(slice * rows + h) * columns + w];
    }
}
