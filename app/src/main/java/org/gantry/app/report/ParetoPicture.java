package org.gantry.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Cost;
import org.gantry.domain.run.ParetoFront;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Performance against cost: the front as a line, the dominated as pale dots. */
public final class ParetoPicture {
    private static final Color PALE = new Color(0xB9, 0xC4, 0xD0);
    private static final double MILLION = 1e6;

    private ParetoPicture() {}

    /** Draws it. */
    public static BufferedImage of(ParetoFront front, String title) {
        Cost cost = front.cost();
        String unit = cost == Cost.LATENCY ? cost.title() : "million " + cost.title();
        XYChart chart = Curves.chart(title, unit, "accuracy on D_V, shared weights (%)");
        if (!front.dominated().isEmpty()) {
            XYSeries dominated = add(chart, "dominated", cost, front.dominated());
            dominated.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            dominated.setMarkerColor(PALE);
        }
        XYSeries line = add(chart, "front", cost, front.front());
        line.setLineColor(Curves.BLUE);
        line.setLineStyle(new BasicStroke(2.2f));
        line.setMarkerColor(Curves.BLUE);
        chart.getStyler().setLegendPadding(14);
        chart.getStyler().setMarkerSize(9);
        chart.getStyler().setXAxisDecimalPattern("#,##0.0#");
        chart.getStyler().setYAxisDecimalPattern("0.#");
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static XYSeries add(XYChart chart, String name, Cost cost, List<ArchitectureMeasured> architectures) {
        double scale = cost == Cost.LATENCY ? 1 : MILLION;
        XYSeries series = chart.addSeries(
                name + " (" + architectures.size() + ")",
                architectures.stream().mapToDouble(a -> cost.of(a) / scale).toArray(),
                architectures.stream().mapToDouble(a -> 100 * a.performance()).toArray());
        series.setMarker(SeriesMarkers.CIRCLE);
        return series;
    }
}
