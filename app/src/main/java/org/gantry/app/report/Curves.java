package org.gantry.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves of a run over its epochs and steps. */
public final class Curves {
    static final Color BLUE = new Color(0x1F, 0x5F, 0xA8);
    private static final Color LIGHT_BLUE = new Color(0x7F, 0xB0, 0xE0);
    private static final Color GREY = new Color(0x70, 0x70, 0x70);
    private static final Color ORANGE = new Color(0xD8, 0x6A, 0x10);
    private static final List<Color> COLOURS = List.of(BLUE, ORANGE, GREY, LIGHT_BLUE);
    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;
    private static final int DOTS = 40; // with fewer points each gets a dot

    private Curves() {}

    /**
     * A training: losses to the left axis, accuracy to the right one.
     *
     * @param title says of what
     * @param epochs in order
     */
    public static BufferedImage learning(String title, List<EpochCompleted> epochs) {
        XYChart chart = chart(title, "epoch", "loss (cross-entropy)");
        add(chart, new Line("train loss", BLUE, 0), 1, of(epochs, EpochCompleted::trainLoss));
        add(chart, new Line("validation loss", LIGHT_BLUE, 0), 1, of(epochs, EpochCompleted::validationLoss));
        add(chart, new Line("validation accuracy", ORANGE, 1), 1, of(epochs, e -> 100 * e.validationAccuracy()));
        percentToTheRight(chart);
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static double[] of(List<EpochCompleted> epochs, ToDoubleFunction<EpochCompleted> figure) {
        return epochs.stream().mapToDouble(figure).toArray();
    }

    /**
     * A search by epoch: the weights' loss to the left axis, accuracy of what was measured to the right one.
     *
     * @param title says of what
     * @param steps in order
     */
    public static BufferedImage search(String title, List<StepTaken> steps) {
        XYChart chart = chart(title, "epoch", "loss (cross-entropy)");
        add(chart, new Line("loss on D_T", BLUE, 0), 1, byEpoch(steps, Phase.WEIGHTS, StepTaken::loss));
        add(
                chart,
                new Line("accuracy on D_V, shared weights", ORANGE, 1),
                1,
                byEpoch(steps, Phase.MEASURE, s -> 100 * s.accuracy()));
        percentToTheRight(chart);
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static double[] byEpoch(List<StepTaken> steps, Phase phase, ToDoubleFunction<StepTaken> figure) {
        return steps.stream()
                .filter(step -> step.phase() == phase)
                .collect(Collectors.groupingBy(StepTaken::epoch, TreeMap::new, Collectors.averagingDouble(figure)))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static void percentToTheRight(XYChart chart) {
        chart.setYAxisGroupTitle(1, "accuracy (%)");
        XYStyler style = chart.getStyler();
        style.setYAxisGroupPosition(1, YAxisPosition.Right);
        style.setYAxisMin(0, 0.0).setYAxisMin(1, 0.0).setYAxisMax(1, 100.0);
    }

    /**
     * How undecided alpha is.
     *
     * @param title says of what
     * @param draws of alpha's steps
     */
    public static BufferedImage entropy(String title, List<Draw> draws) {
        return entropy(title, draws.stream().mapToDouble(Draw::entropy).toArray());
    }

    /** The same of mean entropies of softmax(alpha) over the blocks, nats. */
    static BufferedImage entropy(String title, double[] entropy) {
        XYChart chart = chart(title, "alpha step", "mean entropy of softmax(alpha) (nats)");
        add(chart, new Line("entropy", BLUE, 0), 0, entropy);
        chart.getStyler().setLegendVisible(false);
        DoubleSummaryStatistics all = Arrays.stream(entropy).summaryStatistics();
        int decimals = Canvas.decimals(all.getMax() - all.getMin());
        chart.getStyler().setYAxisDecimalPattern("0." + "0".repeat(decimals));
        return BitmapEncoder.getBufferedImage(chart);
    }

    /**
     * Anything over anything, from zero.
     *
     * @param x where the values lie, ascending
     * @param left name to values, to the left axis
     * @param rightTitle of the right axis
     * @param right name to values, to the right axis
     */
    public static BufferedImage over(
            String title,
            String xTitle,
            double[] x,
            Map<String, double[]> left,
            String rightTitle,
            Map<String, double[]> right) {
        XYChart chart = chart(title, xTitle, String.join(", ", left.keySet()));
        Iterator<Color> colours = COLOURS.iterator();
        left.forEach(
                (name, values) -> look(chart.addSeries(name, x, values), new Line(name, colours.next(), 0), false));
        right.forEach(
                (name, values) -> look(chart.addSeries(name, x, values), new Line(name, colours.next(), 1), false));
        chart.setYAxisGroupTitle(1, rightTitle);
        XYStyler style = chart.getStyler();
        style.setYAxisGroupPosition(1, YAxisPosition.Right);
        style.setYAxisMin(0, 0.0).setYAxisMin(1, 0.0);
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** A chart in the looks of all of ours. */
    static XYChart chart(String title, String x, String y) {
        return chart(title, x, y, WIDTH);
    }

    /** One of shares against shares, both from 0 to 1, with the line on which both are equal. */
    static XYChart square(String title, String x, String y) {
        XYChart chart = chart(title, x, y, HEIGHT);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setXAxisDecimalPattern("0.0");
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setYAxisDecimalPattern("0.0");
        XYSeries equal = chart.addSeries("equal", new double[] {0, 1}, new double[] {0, 1});
        look(equal, new Line("equal", GREY, 0), false);
        equal.setLineStyle(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {4, 4}, 0));
        equal.setShowInLegend(false);
        return chart;
    }

    private static XYChart chart(String title, String x, String y, int width) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(new Color(0xE4, 0xE4, 0xE4));
        style.setPlotGridVerticalLinesVisible(false);
        style.setChartTitleFont(Canvas.bold(18));
        style.setChartTitleBoxVisible(false);
        style.setAxisTitleFont(Canvas.font(15));
        style.setAxisTickLabelsFont(Canvas.font(13));
        style.setLegendFont(Canvas.font(14));
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setLegendBorderColor(Color.WHITE);
        style.setXAxisDecimalPattern("#,##0");
        return chart;
    }

    /** Looks of so many curves on one axis; after the fourth the colours come again. */
    static Iterator<Line> looks(Collection<String> names) {
        List<Line> lines = new ArrayList<>();
        names.forEach(name -> lines.add(new Line(name, COLOURS.get(lines.size() % COLOURS.size()), 0)));
        return lines.iterator();
    }

    private static void add(XYChart chart, Line line, int first, double[] values) {
        if (values.length == 0) {
            return;
        }
        // XChart puts ticks at multiples of some data step unless the steps differ: a small last one does it
        int points = values.length > DOTS ? values.length + 1 : values.length;
        double[] x = new double[points];
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            int of = Math.min(i, values.length - 1);
            x[i] = first + of + 0.01 * (i - of);
            y[i] = values[of];
        }
        look(chart.addSeries(line.name(), x, y), line, values.length <= DOTS);
    }

    static void look(XYSeries series, Line line, boolean dots) {
        series.setYAxisGroup(line.axis());
        series.setLineColor(line.colour());
        series.setLineStyle(new BasicStroke(2.2f));
        series.setMarker(dots ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(line.colour());
    }

    /**
     * A curve's looks.
     *
     * @param name in the legend
     * @param colour of line and dots
     * @param axis 0 for the left one, 1 for the right one
     */
    record Line(String name, Color colour, int axis) {}
}
