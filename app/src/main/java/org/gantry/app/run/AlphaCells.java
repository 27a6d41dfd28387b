package org.gantry.app.run;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.gantry.app.report.ColourScale;
import org.gantry.domain.network.Operation;

/**
 * softmax(alpha) in cells of text, a row a block and a column a candidate operation: percent, on a colour or a shade
 * that reaches from the least to the greatest number of the table, the greatest of each row marked.
 *
 * @param colours true for 24-bit colours of ANSI terminals
 */
record AlphaCells(boolean colours) {
    private static final int LABEL = 3;
    private static final int CELL = 5;
    private static final double UNDECIDED = 1e-9;
    private static final String SHADES = " \u2591\u2592\u2593\u2588";
    private static final String ESCAPE = "\u001b[";
    private static final String PLAIN = ESCAPE + "0m";

    /** Width of each line, characters. */
    static final int WIDTH = LABEL + CELL * Operation.COUNT;

    /** A heading of two lines, then a line a block. */
    List<String> lines(List<double[]> probabilities) {
        DoubleSummaryStatistics all =
                probabilities.stream().flatMapToDouble(Arrays::stream).summaryStatistics();
        List<String> lines = new ArrayList<>();
        lines.add(heading(0));
        lines.add(heading(1));
        for (int block = 0; block < probabilities.size(); block++) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%2d ", block + 1));
            double[] row = probabilities.get(block);
            DoubleSummaryStatistics own = Arrays.stream(row).summaryStatistics();
            for (double p : row) {
                double share = (p - all.getMin()) / Math.max(1e-9, all.getMax() - all.getMin());
                line.append(cell(p, share, p == own.getMax() && p > own.getAverage() + UNDECIDED));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The operation's index, as a genotype writes it, above its kernel and expansion: {@code 3e4}. */
    private static String heading(int part) {
        StringBuilder line = new StringBuilder(" ".repeat(LABEL));
        for (int o = 0; o < Operation.COUNT; o++) {
            Operation operation = Operation.at(o);
            String name = operation == Operation.SKIP ? "skip" : operation.kernel() + "e" + operation.expansion();
            line.append(String.format(Locale.ROOT, "%4s ", part == 0 ? Integer.toString(o) : name));
        }
        return line.toString();
    }

    private String cell(double p, double share, boolean best) {
        String number = String.format(Locale.ROOT, "%3.0f", 100 * p) + (best ? "<" : " ");
        if (colours) {
            Color back = ColourScale.BLUES.at(share);
            Color ink = ColourScale.BLUES.textAt(share);
            return ESCAPE + "48;2;" + channels(back) + ";38;2;" + channels(ink) + "m " + number + PLAIN;
        }
        return SHADES.charAt((int) Math.round(share * (SHADES.length() - 1))) + number;
    }

    private static String channels(Color colour) {
        return colour.getRed() + ";" + colour.getGreen() + ";" + colour.getBlue();
    }
}
