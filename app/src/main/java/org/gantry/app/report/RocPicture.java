package org.gantry.app.report;

import java.awt.image.BufferedImage;
import java.util.Iterator;
import java.util.Map;
import org.gantry.domain.answer.Roc;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** Receiver operating characteristics, one a class. */
public final class RocPicture {
    private RocPicture() {}

    /**
     * Draws them.
     *
     * @param curves by class
     * @param title says of what
     */
    public static BufferedImage of(Map<String, Roc> curves, String title) {
        XYChart chart = Curves.square(title, "false positive rate", "true positive rate");
        Iterator<Curves.Line> looks = Curves.looks(curves.keySet());
        curves.forEach((label, roc) -> Curves.look(
                chart.addSeries(label, roc.falsePositiveRate(), roc.truePositiveRate()), looks.next(), false));
        return BitmapEncoder.getBufferedImage(chart);
    }
}
