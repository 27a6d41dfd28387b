package org.gantry.app.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gantry.app.architecture.Blueprint;
import org.gantry.app.architecture.Blueprint.PlannedBlock;
import org.gantry.app.architecture.Blueprint.Size;
import org.gantry.app.architecture.BlueprintText;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.Operation;

/**
 * A network block by block in the form of the paper's Figure 1: a row a cell, each block coloured by its operation, the
 * wider the larger kernel and expansion; beside each row what it costs.
 */
public final class ArchitecturePicture {
    private static final int WIDTH = 1400;
    private static final int MARGIN = 28;
    private static final int TOP = 138;
    private static final int ROW = 96; // height of a row's boxes
    private static final int GAP = 46; // between rows
    private static final int FLOW = 196; // where boxes begin
    private static final int BETWEEN = 36; // boxes of a row
    private static final int COSTS = 1114; // where the costs begin
    private static final int LEGEND = 84;
    private static final int LINE = 20; // from one line of text to the next
    private static final int BRANCH = 13; // before a block, where its shortcut leaves
    private static final int SUM = 10; // after it, where it is added
    private static final float THIN = 1.4f;
    private static final Color GREY = new Color(0x80, 0x80, 0x80);
    private static final Color FIXED = new Color(0x45, 0x4F, 0x5B); // stem and head, which nobody searches

    private final Blueprint blueprint;
    private final String title;
    private final List<String> facts;
    private final Canvas canvas;
    private final CostColumn costs;

    /** A picture of a blueprint under a title and one or two lines of facts. */
    public ArchitecturePicture(Blueprint blueprint, String title, List<String> facts) {
        this.blueprint = blueprint;
        this.title = title;
        this.facts = List.copyOf(facts);
        int rows = blueprint.cells().size() + 2;
        this.canvas = new Canvas(WIDTH, TOP + rows * (ROW + GAP) + LEGEND);
        this.costs = new CostColumn(canvas, COSTS, blueprint);
    }

    /** Draws it. */
    public BufferedImage draw() {
        canvas.textFrom(title, MARGIN, 32, Canvas.bold(22));
        for (int i = 0; i < facts.size(); i++) {
            boolean fits = canvas.width(facts.get(i), Canvas.font(15)) < WIDTH - 2 * MARGIN;
            canvas.textFrom(facts.get(i), MARGIN, 62 + 24 * i, Canvas.font(fits ? 15 : 12));
        }
        costs.header(TOP - 34);
        stem(TOP);
        int y = TOP;
        for (int c = 0; c < blueprint.cells().size(); c++) {
            y += ROW + GAP;
            cell(c, y);
        }
        head(y + ROW + GAP);
        legend(y + 2 * (ROW + GAP) + 22);
        return canvas.image();
    }

    private void stem(int y) {
        MacroArchitecture macro = blueprint.network().macro();
        label(
                y,
                "Stem",
                macro.stemWidth() + " channels",
                blueprint.stem().grid().toString());
        int x = box(
                FLOW,
                y,
                List.of(
                        "Input volume",
                        channels(macro.inChannels()),
                        blueprint.input().toString()),
                Color.WHITE,
                170);
        arrow(x, y, x + BETWEEN);
        int end = box(
                x + BETWEEN,
                y,
                List.of(
                        "Conv3D 3x3x3, BN, ReLU6",
                        macro.inChannels() + " → " + macro.stemWidth() + " channels",
                        blueprint.stem().grid().toString(),
                        "stride " + BlueprintText.stride(macro.stemStride())),
                FIXED,
                230);
        turn(end, y);
        costs.row(y + ROW / 2, blueprint.stem().parameters(), blueprint.stem().macs());
    }

    private void cell(int index, int y) {
        Cell cell = blueprint.network().macro().cells().get(index);
        List<PlannedBlock> blocks = blueprint.cells().get(index);
        label(
                y,
                "Cell " + (index + 1),
                channels(cell.width()),
                blocks.get(blocks.size() - 1).size().grid().toString());
        int x = FLOW;
        for (int b = 0; b < blocks.size(); b++) {
            if (b > 0) {
                arrow(x, y, x + BETWEEN);
                x += BETWEEN;
            }
            x = block(x, y, blocks.get(b));
        }
        turn(x, y);
        costs.row(
                y + ROW / 2,
                blocks.stream().mapToLong(b -> b.size().parameters()).sum(),
                blocks.stream().mapToLong(b -> b.size().macs()).sum());
    }

    private void head(int y) {
        MacroArchitecture macro = blueprint.network().macro();
        Size head = blueprint.head();
        label(y, "Head", macro.classes() + " classes", "");
        int x = box(
                FLOW,
                y,
                List.of("Global average pooling", head.grid() + " → 1x1x1", channels(macro.headWidth())),
                FIXED,
                230);
        arrow(x, y, x + BETWEEN);
        box(x + BETWEEN, y, List.of("Linear layer", macro.headWidth() + " → " + macro.classes(), "logits"), FIXED, 170);
        costs.row(y + ROW / 2, head.parameters(), head.macs());
    }

    /** A block, and where it ends. */
    private int block(int x, int y, PlannedBlock planned) {
        List<String> lines = new ArrayList<>();
        lines.add(OperationLook.name(planned.operation()));
        int in = planned.block().inWidth();
        int out = planned.block().outWidth();
        lines.add(in == out ? channels(out) : in + " → " + out + " channels");
        lines.add(planned.size().grid().toString());
        lines.add(
                planned.identity()
                        ? "identity"
                        : "stride " + BlueprintText.stride(planned.block().stride()));
        int end = box(x, y, lines, OperationLook.colour(planned.operation()), OperationLook.width(planned.operation()));
        if (planned.block().hasShortcut() && planned.operation() != Operation.SKIP) {
            shortcut(x, end, y);
        }
        return end;
    }

    /** The identity beside a block: from before it, over it, to where it is added. */
    private void shortcut(int x, int end, int y) {
        int middle = y + ROW / 2;
        int[] from = {x - BRANCH, middle};
        int[] to = {end + SUM, middle};
        canvas.path(new int[][] {from, {from[0], y - 10}, {to[0], y - 10}, to}, THIN, GREY, false);
        canvas.dot(from[0], middle, 2, GREY);
        canvas.sum(to[0], middle, 6, GREY);
    }

    /** A box with lines of text, the first of them bold, and where it ends. */
    @CanIgnoreReturnValue
    private int box(int x, int y, List<String> lines, Color fill, int least) {
        int width = least;
        for (int i = 0; i < lines.size(); i++) {
            width = Math.max(width, canvas.width(lines.get(i), font(i)) + 18);
        }
        canvas.box(new int[] {x, y}, new int[] {width, ROW}, fill, fill.darker());
        Color ink = OperationLook.ink(fill);
        int line = y + 2 + (ROW - LINE * (lines.size() - 1)) / 2;
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(lines.get(i), x + width / 2, line + LINE * i, font(i), ink);
        }
        return x + width;
    }

    private static Font font(int line) {
        return line == 0 ? Canvas.bold(15) : Canvas.font(14);
    }

    private void arrow(int from, int y, int to) {
        int middle = y + ROW / 2;
        canvas.path(new int[][] {{from, middle}, {to, middle}}, THIN, GREY, true);
    }

    /** From a row's end to the beginning of the next. */
    private void turn(int end, int y) {
        int middle = y + ROW / 2;
        int below = y + ROW + 17;
        int next = middle + ROW + GAP;
        int[][] places = {
            {end, middle},
            {end + BETWEEN - 8, middle},
            {end + BETWEEN - 8, below},
            {FLOW - 26, below},
            {FLOW - 26, next},
            {FLOW, next}
        };
        canvas.path(places, THIN, GREY, true);
    }

    private void label(int y, String name, String channels, String grid) {
        canvas.textFrom(name, MARGIN, y + 24, Canvas.bold(17));
        canvas.textFrom(channels, MARGIN, y + 48, Canvas.font(15));
        canvas.textFrom(grid, MARGIN, y + 69, Canvas.font(15));
    }

    private static String channels(int count) {
        return String.format(Locale.ROOT, "%d channel%s", count, count == 1 ? "" : "s");
    }

    private void legend(int y) {
        int x = MARGIN;
        for (int o = 0; o < Operation.COUNT; o++) {
            Color colour = OperationLook.colour(Operation.at(o));
            canvas.box(new int[] {x, y - 9}, new int[] {26, 18}, colour, colour.darker());
            canvas.textFrom(OperationLook.name(Operation.at(o)), x + 34, y, Canvas.font(14));
            x += 56 + canvas.width(OperationLook.name(Operation.at(o)), Canvas.font(14));
        }
        canvas.textFrom(
                "The larger a block's kernel and expansion, the wider its box. A line over a block is its identity"
                        + " shortcut. Grids are depth x height x width.",
                MARGIN,
                y + 32,
                Canvas.font(14));
    }
}
