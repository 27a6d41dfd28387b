package org.gantry.app.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table for people: columns that stand below each other, and what its short names mean. */
public final class TableText {
    private TableText() {}

    /** Its lines. */
    public static List<String> lines(Table3 table) {
        List<String> lines = new ArrayList<>(aligned(cells(table)));
        for (TableRow row : table.rows()) {
            row.model()
                    .frame()
                    .ifPresent(frame ->
                            lines.add(row.model().title() + ": " + row.model().choice() + ", " + frame));
        }
        lines.addAll(table.failures());
        return lines;
    }

    /** Its cells, row by row, those of the header first. */
    public static List<List<String>> cells(Table3 table) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(header());
        table.rows().forEach(row -> cells.add(cells(row)));
        return cells;
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("model", "seeds"));
        for (Figure figure : Figure.values()) {
            header.add(figure.header());
        }
        header.addAll(List.of("MiB", "parameters", "GMAC"));
        return header;
    }

    private static List<String> cells(TableRow row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.model().title());
        cells.add(Integer.toString(row.of(Figure.ACCURACY).values().size()));
        for (Figure figure : Figure.values()) {
            cells.add(row.of(figure).text(figure.scale(), figure.decimals()));
        }
        cells.add(String.format(Locale.ROOT, "%.2f", row.cost().mib()));
        cells.add(String.format(Locale.ROOT, "%,d", row.cost().parameters()));
        cells.add(String.format(Locale.ROOT, "%.2f", row.cost().macs() / 1e9));
        return cells;
    }

    /** The first column begins at the left, the others end at the right. */
    private static List<String> aligned(List<List<String>> cells) {
        int columns = cells.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : cells) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String blank = " ".repeat(widths[c] - row.get(c).length());
                line.append(c == 0 ? row.get(c) + blank : "  " + blank + row.get(c));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
