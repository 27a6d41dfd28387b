package org.gantry.app.report;

import java.awt.Color;
import java.util.List;
import org.gantry.app.architecture.Blueprint;
import org.gantry.app.architecture.Blueprint.PlannedBlock;
import org.gantry.domain.network.NetworkDescription;

/** Beside each row of an architecture's picture: its parameters and multiply-accumulates, as bars and numbers. */
final class CostColumn {
    private static final Color PARAMETERS = new Color(0x6B, 0x5B, 0x95);
    private static final Color MACS = new Color(0xB5, 0x65, 0x76);
    private static final int BAR = 100;
    private static final int THICK = 12;
    private static final double KILO = 1e3;

    private final Canvas canvas;
    private final int x;
    private final NetworkDescription cost;
    private final long mostParameters;
    private final long mostMacs;

    CostColumn(Canvas canvas, int x, Blueprint blueprint) {
        this.canvas = canvas;
        this.x = x;
        this.cost = blueprint.cost();
        List<List<PlannedBlock>> cells = blueprint.cells();
        this.mostParameters = most(
                blueprint.stem().parameters(),
                cells.stream()
                        .mapToLong(c ->
                                c.stream().mapToLong(b -> b.size().parameters()).sum())
                        .toArray());
        this.mostMacs = most(
                blueprint.stem().macs(),
                cells.stream()
                        .mapToLong(
                                c -> c.stream().mapToLong(b -> b.size().macs()).sum())
                        .toArray());
    }

    private static long most(long stem, long[] cells) {
        long most = Math.max(1, stem);
        for (long cell : cells) {
            most = Math.max(most, cell);
        }
        return most;
    }

    /** The sums, above the first row. */
    void header(int y) {
        total(y, number(cost.parameters()) + " parameters (" + Canvas.number(cost.mib(), 2) + " MB)", PARAMETERS);
        total(y + 22, number(cost.macs()) + " MACs a volume", MACS);
    }

    private void total(int y, String text, Color colour) {
        canvas.text(text, x + canvas.width(text, Canvas.bold(15)) / 2, y, Canvas.bold(15), colour);
    }

    /** A row's share. */
    void row(int middle, long parameters, long macs) {
        bar(middle - 11, parameters, (double) parameters / mostParameters, PARAMETERS);
        bar(middle + 11, macs, (double) macs / mostMacs, MACS);
    }

    private void bar(int middle, long value, double share, Color colour) {
        int length = (int) Math.max(1, Math.round(share * BAR));
        canvas.cell(x, middle - THICK / 2, length, THICK, colour);
        canvas.textFrom(number(value), x + length + 8, middle, Canvas.font(14));
    }

    /** Three digits and a unit: 123 k, 4.56 M, 7.89 G. */
    private static String number(long value) {
        double scaled = value;
        for (String unit : List.of("", " k", " M", " G")) {
            if (scaled < KILO) {
                int decimals = unit.isEmpty() || scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
                return Canvas.number(scaled, decimals) + unit;
            }
            scaled /= KILO;
        }
        return Canvas.number(scaled, 1) + " T";
    }
}
