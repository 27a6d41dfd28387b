package org.gantry.app.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;

/** Pairs as lines from the control's value to the other's, a panel a measure, the means as bars. */
public final class PairsPicture {
    private static final Color RISE = new Color(0x00, 0x72, 0xB2);
    private static final Color FALL = new Color(0xD5, 0x5E, 0x00);
    private static final Color GRID = new Color(0xE4, 0xE4, 0xE4);
    private static final Color QUIET = new Color(0x66, 0x66, 0x66);
    private static final int PANEL = 430; // width of a panel, pixels
    private static final int TOP = 110;
    private static final int HEIGHT = 340;
    private static final int LEFT = 130; // of the control's column within a panel
    private static final int APART = 200; // between the two columns

    /**
     * A measure.
     *
     * @param title of it; its last words, after a comma, go on a line of their own
     * @param from the control's values
     * @param to the other's, in the same order
     * @param below said beneath it
     */
    public record Panel(String title, List<Double> from, List<Double> to, String below) {}

    /**
     * What is drawn.
     *
     * @param title says of what
     * @param below says how
     * @param columns names of control and other
     * @param panels the measures
     */
    public record Content(String title, String below, List<String> columns, List<Panel> panels) {}

    private final Canvas canvas;
    private final Content content;

    private PairsPicture(Content content) {
        this.content = content;
        this.canvas = new Canvas(PANEL * content.panels().size(), TOP + HEIGHT + 120);
    }

    /** Draws it. */
    public static BufferedImage of(Content content) {
        PairsPicture picture = new PairsPicture(content);
        int middle = PANEL * content.panels().size() / 2;
        picture.canvas.text(content.title(), middle, 30, Canvas.bold(20), Canvas.INK);
        for (int i = 0; i < content.panels().size(); i++) {
            picture.panel(content.panels().get(i), i * PANEL);
        }
        picture.canvas.text(content.below(), middle, TOP + HEIGHT + 96, Canvas.font(13), QUIET);
        return picture.canvas.image();
    }

    private void panel(Panel panel, int x) {
        canvas.text(panel.title(), x + PANEL / 2, TOP - 34, Canvas.font(13), Canvas.INK);
        double lowest = values(panel).min(Double::compare).orElse(0.0);
        double highest = values(panel).max(Double::compare).orElse(1.0);
        double from = Math.max(0, Math.floor(10 * lowest - 0.3) / 10);
        double to = Math.min(1, Math.ceil(10 * highest + 0.3) / 10);
        double step = to - from > 0.45 ? 0.1 : 0.05;
        for (int i = 0; from + i * step <= to + step / 2; i++) {
            double value = from + i * step;
            int y = level(value, from, to);
            canvas.cell(x + 80, y, PANEL - 120, 1, GRID);
            canvas.textTo(Canvas.number(value, 2), x + 72, y, Canvas.font(13));
        }
        int left = x + LEFT;
        int right = left + APART;
        for (int i = 0; i < panel.from().size(); i++) {
            double a = panel.from().get(i);
            double b = panel.to().get(i);
            int[] start = {left, level(a, from, to)};
            int[] end = {right, level(b, from, to)};
            Color colour = b > a ? RISE : b < a ? FALL : QUIET;
            canvas.line(start, end, 1.6f, colour);
            canvas.dot(start[0], start[1], 5, colour);
            canvas.dot(end[0], end[1], 5, colour);
        }
        mean(panel.from(), left - 34, from, to);
        mean(panel.to(), right + 10, from, to);
        canvas.text(content.columns().get(0), left, TOP + HEIGHT + 22, Canvas.font(15), Canvas.INK);
        canvas.text(content.columns().get(1), right, TOP + HEIGHT + 22, Canvas.font(15), Canvas.INK);
        canvas.text(panel.below(), x + LEFT + APART / 2, TOP + HEIGHT + 50, Canvas.font(15), Canvas.INK);
    }

    /** The mean as a short thick bar beside its column. */
    private void mean(List<Double> values, int x, double from, double to) {
        values.stream().mapToDouble(v -> v).average().ifPresent(mean -> {
            int y = level(mean, from, to);
            canvas.line(new int[] {x, y}, new int[] {x + 24, y}, 4, Canvas.INK);
        });
    }

    private static Stream<Double> values(Panel panel) {
        return Stream.concat(panel.from().stream(), panel.to().stream());
    }

    private static int level(double value, double from, double to) {
        return TOP + HEIGHT - (int) Math.round(HEIGHT * (value - from) / (to - from));
    }
}
