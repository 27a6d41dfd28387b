package org.gantry.app.table;

import java.util.ArrayList;
import java.util.List;
import org.gantry.app.Csv;
import org.gantry.domain.network.SearchedModel;

/** The table as CSV (RFC 4180): a row a network; an empty field is a figure that no seed, or only one, has. */
final class TableCsv {
    private TableCsv() {}

    static List<String> lines(Table3 table) {
        List<String> lines = new ArrayList<>(List.of(header()));
        table.rows().forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String header() {
        List<String> fields = new ArrayList<>(List.of("model", "network", "widths", "strides", "seeds"));
        for (Figure figure : Figure.values()) {
            fields.add(figure.key() + "Mean");
            fields.add(figure.key() + "StandardDeviation");
        }
        fields.addAll(List.of("mib", "parameters", "macs"));
        return String.join(",", fields);
    }

    private static String line(TableRow row) {
        List<String> fields = new ArrayList<>();
        fields.add(Csv.field(row.model().title()));
        fields.add(Csv.field(row.model().choice().toString()));
        boolean searched = row.model().choice() instanceof SearchedModel;
        fields.add(
                searched
                        ? Csv.field(
                                ((SearchedModel) row.model().choice()).widths().toString())
                        : "");
        fields.add(
                searched
                        ? Csv.field(
                                ((SearchedModel) row.model().choice()).strides().toString())
                        : "");
        fields.add(Integer.toString(row.of(Figure.ACCURACY).values().size()));
        for (Figure figure : Figure.values()) {
            Spread spread = row.of(figure);
            fields.add(number(spread.mean()));
            fields.add(number(spread.deviation()));
        }
        fields.add(number(row.cost().mib()));
        fields.add(Long.toString(row.cost().parameters()));
        fields.add(Long.toString(row.cost().macs()));
        return String.join(",", fields);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
