package org.gantry.app.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.gantry.domain.answer.Reliability;
import org.gantry.domain.answer.Reliability.Bin;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** How often answers are right, against how sure they are (reliability diagram). */
public final class ReliabilityPicture {
    private ReliabilityPicture() {}

    /**
     * Draws it.
     *
     * @param reliability its bins
     * @param title says of what
     */
    public static BufferedImage of(Reliability reliability, String title) {
        String named = String.format(Locale.ROOT, "%s, expected calibration error %.3f", title, reliability.error());
        XYChart chart = Curves.square(named, "probability of the predicted class", "share of right answers");
        List<Bin> bins =
                reliability.bins().stream().filter(bin -> bin.count() > 0).toList();
        int all = bins.stream().mapToInt(Bin::count).sum();
        Curves.look(
                chart.addSeries(
                        "bins (" + all + " scans)",
                        bins.stream().mapToDouble(Bin::confidence).toArray(),
                        bins.stream().mapToDouble(Bin::accuracy).toArray()),
                new Curves.Line("bins", Curves.BLUE, 0),
                true);
        return BitmapEncoder.getBufferedImage(chart);
    }
}
