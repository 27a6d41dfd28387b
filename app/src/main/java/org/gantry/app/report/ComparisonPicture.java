package org.gantry.app.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Networks side by side: accuracy against size to the left, every figure as a group of bars to the right. */
public final class ComparisonPicture {
    /** Told apart by the colour-blind too (Okabe and Ito 2008). */
    private static final List<Color> COLOURS = List.of(
            new Color(0x00, 0x72, 0xB2),
            new Color(0xE6, 0x9F, 0x00),
            new Color(0x00, 0x9E, 0x73),
            new Color(0xD5, 0x5E, 0x00),
            new Color(0xCC, 0x79, 0xA7),
            new Color(0x56, 0xB4, 0xE9),
            new Color(0x8C, 0x7A, 0x00),
            new Color(0x55, 0x55, 0x55));

    private static final Color GRID = new Color(0xE4, 0xE4, 0xE4);
    private static final Color QUIET = new Color(0x66, 0x66, 0x66);
    private static final int WIDTH = 1360;
    private static final int TOP = 70;
    private static final int LEGEND_LINE = 26;
    private static final int PANEL = 420; // height of both panels, pixels
    private static final Span SIZES = new Span(90, 430);
    private static final Span BARS = new Span(520, WIDTH - 30);
    private static final double[] TICKS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    /**
     * A network.
     *
     * @param name of it
     * @param mib its size, MiB
     * @param figures (figure)(seed), each in [0, 1]; the first is the one that is drawn against the size
     */
    public record Series(String name, double mib, List<List<Double>> figures) {}

    /**
     * What is drawn.
     *
     * @param title says of what
     * @param below says how
     * @param names of the figures; a line break where it is long
     * @param series the networks
     * @param chance the first figure of an answer that looks at nothing
     */
    public record Content(String title, String below, List<String> names, List<Series> series, double chance) {}

    private record Span(int from, int to) {
        int length() {
            return to - from;
        }
    }

    private final Content content;
    private final Canvas canvas;
    private final int panel;

    private ComparisonPicture(Content content, int legendLines) {
        this.content = content;
        this.panel = TOP + legendLines * LEGEND_LINE + 40;
        this.canvas = new Canvas(WIDTH, panel + PANEL + 120);
    }

    /** Draws it. */
    public static BufferedImage of(Content content) {
        int perLine = 4;
        ComparisonPicture picture =
                new ComparisonPicture(content, (content.series().size() + perLine - 1) / perLine);
        picture.canvas.text(content.title(), WIDTH / 2, 30, Canvas.bold(20), Canvas.INK);
        picture.legend(perLine);
        picture.sizes();
        picture.bars();
        picture.canvas.text(content.below(), WIDTH / 2, picture.panel + PANEL + 96, Canvas.font(14), QUIET);
        return picture.canvas.image();
    }

    private static Color colour(int series) {
        return COLOURS.get(series % COLOURS.size());
    }

    private void legend(int perLine) {
        int column = (WIDTH - 120) / perLine;
        for (int i = 0; i < content.series().size(); i++) {
            int x = 90 + i % perLine * column;
            int y = TOP + i / perLine * LEGEND_LINE;
            Series one = content.series().get(i);
            canvas.cell(x, y - 8, 16, 16, colour(i));
            String text = String.format(Locale.ROOT, "%s (%.1f MiB)", one.name(), one.mib());
            canvas.textFrom(text, x + 24, y, Canvas.font(15));
        }
    }

    private void sizes() {
        double lowest = means().mapToDouble(v -> v).min().orElse(0);
        double highest = means().mapToDouble(v -> v).max().orElse(1);
        double from = Math.max(0, Math.floor(10 * Math.min(lowest, content.chance()) - 0.5) / 10);
        double to = Math.min(1, Math.ceil(10 * Math.max(highest, content.chance()) + 0.2) / 10);
        double least = content.series().stream().mapToDouble(Series::mib).min().orElse(1) / 1.6;
        double most = content.series().stream().mapToDouble(Series::mib).max().orElse(1) * 1.6;
        levels(SIZES, from, to, to - from > 0.5 ? 0.1 : 0.05);
        for (double tick : TICKS) {
            if (tick >= least && tick <= most) {
                int x = logarithmic(tick, least, most);
                canvas.cell(x, panel + PANEL, 1, 5, QUIET);
                String text = tick < 1 ? Double.toString(tick) : Integer.toString((int) tick);
                canvas.text(text, x, panel + PANEL + 18, Canvas.font(13), Canvas.INK);
            }
        }
        String axis = content.names().get(0) + " (%)";
        canvas.textUp(axis, 28, panel + PANEL / 2, Canvas.font(15));
        canvas.text("size (MiB)", middle(SIZES), panel + PANEL + 46, Canvas.font(15), Canvas.INK);
        canvas.dashes(SIZES.from(), level(content.chance(), from, to), SIZES.length(), QUIET);
        for (int i = 0; i < content.series().size(); i++) {
            Series one = content.series().get(i);
            List<Double> values = one.figures().get(0);
            if (!values.isEmpty()) {
                int x = logarithmic(one.mib(), least, most);
                canvas.dot(x, level(mean(values), from, to), 9, Color.WHITE);
                canvas.dot(x, level(mean(values), from, to), 7, colour(i));
            }
        }
    }

    private void bars() {
        levels(BARS, 0, 1, 0.2);
        canvas.textUp("mean over seeds (%)", BARS.from() - 46, panel + PANEL / 2, Canvas.font(15));
        int groups = content.names().size();
        int bars = content.series().size();
        for (int g = 0; g < groups; g++) {
            int left = BARS.from() + g * BARS.length() / groups;
            int room = BARS.length() / groups - 18;
            for (int i = 0; i < bars; i++) {
                List<Double> values = content.series().get(i).figures().get(g);
                if (!values.isEmpty()) {
                    int x = left + 9 + i * room / bars;
                    int width = Math.max(3, room / bars - 2);
                    int top = level(mean(values), 0, 1);
                    canvas.cell(x, top, width, panel + PANEL - top, colour(i));
                    spread(values, x + width / 2, 0, 1);
                }
            }
            String[] lines = content.names().get(g).split("\n", -1);
            for (int l = 0; l < lines.length; l++) {
                int y = panel + PANEL + 20 + 18 * l;
                canvas.text(lines[l], left + 9 + room / 2, y, Canvas.font(15), Canvas.INK);
            }
        }
    }

    /** The seeds' own values, and the whisker of one standard deviation to either side of the mean. */
    private void spread(List<Double> values, int x, double from, double to) {
        double mean = mean(values);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        if (values.size() > 1) {
            double deviation = Math.sqrt(squares / (values.size() - 1));
            int top = level(Math.min(to, mean + deviation), from, to);
            canvas.whisker(x, top, level(Math.max(from, mean - deviation), from, to), Canvas.INK);
            values.forEach(v -> canvas.dot(x, level(v, from, to), 3, Canvas.INK));
            values.forEach(v -> canvas.dot(x, level(v, from, to), 2, Color.WHITE));
        }
    }

    /** Level lines with their per cents to the left. */
    private void levels(Span across, double from, double to, double step) {
        for (int i = 0; from + i * step <= to + step / 2; i++) {
            int y = level(from + i * step, from, to);
            canvas.cell(across.from(), y, across.length(), 1, GRID);
            String percent = Long.toString(Math.round(100 * (from + i * step)));
            canvas.textTo(percent, across.from() - 8, y, Canvas.font(13));
        }
        canvas.cell(across.from(), panel + PANEL, across.length(), 1, QUIET);
    }

    private Stream<Double> means() {
        return content.series().stream()
                .map(s -> s.figures().get(0))
                .filter(values -> !values.isEmpty())
                .map(ComparisonPicture::mean);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElse(0);
    }

    private int level(double value, double from, double to) {
        return panel + PANEL - (int) Math.round(PANEL * (value - from) / (to - from));
    }

    private static int logarithmic(double mib, double least, double most) {
        return SIZES.from() + (int) Math.round(SIZES.length() * Math.log(mib / least) / Math.log(most / least));
    }

    private static int middle(Span span) {
        return (span.from() + span.to()) / 2;
    }
}
