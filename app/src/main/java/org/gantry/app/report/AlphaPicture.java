package org.gantry.app.report;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Draw;

/**
 * softmax(alpha) as a table of blocks and candidate operations, the chosen one of each block framed; the colours reach
 * from the least to the greatest number of this table.
 */
public final class AlphaPicture {
    private static final int WIDTH = 78;
    private static final int HEIGHT = 26;
    private static final int LEFT = 90;
    private static final int TOP = 96;

    private AlphaPicture() {}

    /** As it was at a draw. */
    public static BufferedImage of(Draw draw, String title) {
        return of(draw.probabilities().toArray(double[][]::new), title);
    }

    /**
     * Draws it.
     *
     * @param probabilities (block)(operation)
     * @param title says of what
     */
    public static BufferedImage of(double[][] probabilities, String title) {
        int width = Operation.COUNT * WIDTH;
        int height = probabilities.length * HEIGHT;
        DoubleSummaryStatistics all =
                Arrays.stream(probabilities).flatMapToDouble(Arrays::stream).summaryStatistics();
        double[] range = {all.getMin(), Math.max(all.getMax(), all.getMin() + 1e-6)};
        Canvas canvas = new Canvas(LEFT + width + 120, TOP + height + 24);
        canvas.text(title, LEFT + width / 2, 26, Canvas.bold(18), Canvas.INK);
        for (int o = 0; o < Operation.COUNT; o++) {
            String[] name = Operation.at(o).paperName().split("_", -1);
            int x = LEFT + o * WIDTH + WIDTH / 2;
            canvas.text(name[0], x, TOP - (name.length > 1 ? 32 : 14), Canvas.font(14), Canvas.INK);
            canvas.text(name.length > 1 ? name[1] : "", x, TOP - 14, Canvas.font(14), Canvas.INK);
        }
        for (int block = 0; block < probabilities.length; block++) {
            int y = TOP + block * HEIGHT;
            canvas.textTo("block " + (block + 1), LEFT - 10, y + HEIGHT / 2, Canvas.font(13));
            row(canvas, y, probabilities[block], range);
        }
        canvas.colourBar(ColourScale.BLUES, LEFT + width + 24, TOP, Math.min(height, 200), range);
        return canvas.image();
    }

    private static void row(Canvas canvas, int y, double[] row, double[] range) {
        int decimals = Math.max(3, Canvas.decimals(range[1] - range[0]));
        double best = Arrays.stream(row).max().orElse(0);
        for (int o = 0; o < row.length; o++) {
            double t = (row[o] - range[0]) / (range[1] - range[0]);
            int x = LEFT + o * WIDTH;
            canvas.cell(x, y, WIDTH, HEIGHT, ColourScale.BLUES.at(t));
            String number = Canvas.number(row[o], decimals);
            var ink = ColourScale.BLUES.textAt(t);
            canvas.text(number, x + WIDTH / 2, y + HEIGHT / 2, row[o] == best ? Canvas.bold(13) : Canvas.font(13), ink);
            if (row[o] == best) {
                canvas.frame(x + 1, y + 1, WIDTH - 3, HEIGHT - 3, Canvas.INK);
            }
        }
    }
}
