package org.gantry.app.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gantry.domain.answer.Metrics;

/** The confusion counts as a table, each cell as dark as its share of the truth's row. */
public final class ConfusionPicture {
    private static final int CELL = 150;
    private static final int LEFT = 150;
    private static final int TOP = 110;
    private static final int MARGIN = 40;

    private ConfusionPicture() {}

    /**
     * Draws it.
     *
     * @param metrics whose counts
     * @param labels the classes by index
     * @param title says of what
     */
    public static BufferedImage of(Metrics metrics, List<String> labels, String title) {
        int n = metrics.classes();
        int side = n * CELL;
        Canvas canvas = new Canvas(LEFT + side + MARGIN, TOP + side + 60);
        canvas.text(title, LEFT + side / 2, 28, Canvas.bold(18), Canvas.INK);
        canvas.text("predicted", LEFT + side / 2, 62, Canvas.font(15), Canvas.INK);
        canvas.textUp("truth", 26, TOP + side / 2, Canvas.font(15));
        for (int truth = 0; truth < n; truth++) {
            int centre = TOP + truth * CELL + CELL / 2;
            canvas.textTo(labels.get(truth), LEFT - 12, centre, Canvas.bold(16));
            canvas.text(labels.get(truth), LEFT + truth * CELL + CELL / 2, TOP - 18, Canvas.bold(16), Canvas.INK);
            row(canvas, truth, metrics.confusion()[truth]);
        }
        String below = String.format(
                Locale.ROOT,
                "accuracy %.1f %%, balanced %.1f %%, %d scans",
                100 * metrics.accuracy(),
                100 * metrics.balancedAccuracy(),
                metrics.count());
        canvas.text(below, LEFT + side / 2, TOP + side + 32, Canvas.font(15), Canvas.INK);
        return canvas.image();
    }

    private static void row(Canvas canvas, int truth, int[] counts) {
        int all = Math.max(1, IntStream.of(counts).sum());
        for (int predicted = 0; predicted < counts.length; predicted++) {
            double share = counts[predicted] / (double) all;
            int x = LEFT + predicted * CELL;
            int y = TOP + truth * CELL;
            canvas.cell(x, y, CELL - 2, CELL - 2, ColourScale.BLUES.at(0.9 * share));
            canvas.frame(x, y, CELL - 2, CELL - 2, ColourScale.BLUES.at(0.35));
            var ink = ColourScale.BLUES.textAt(0.9 * share);
            canvas.text(Integer.toString(counts[predicted]), x + CELL / 2, y + CELL / 2 - 12, Canvas.bold(32), ink);
            String percent = String.format(Locale.ROOT, "%.0f %%", 100 * share);
            canvas.text(percent, x + CELL / 2, y + CELL / 2 + 24, Canvas.font(15), ink);
        }
    }
}
