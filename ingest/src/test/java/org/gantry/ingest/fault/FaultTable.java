package org.gantry.ingest.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.Formats;
import org.gantry.ingest.read.Examined;
import org.gantry.ingest.read.ScanOrigin;

/** How many planted faults are found in some scans, and how much besides. */
final class FaultTable {
    private final Map<Plant, Row> rows = new EnumMap<>(Plant.class);

    /** Counts of one kind of plant. */
    static final class Row {
        int planted;
        int found;
        int ordered;
        int others;
    }

    /** A scan with the lung window. */
    static Looked looked(Scan scan) {
        return Examined.looked(
                scan.slices(),
                IntStream.rangeClosed(1, scan.slices().size())
                        .mapToObj(n -> "IM" + n + ".png")
                        .toList(),
                scan.header().rows(),
                scan.header().columns(),
                scan.header().intensity());
    }

    /** The scans of a folder by their names. */
    static Map<String, Looked> scans(Path folder) throws IOException {
        Map<String, Looked> scans = new LinkedHashMap<>();
        for (var named : Formats.finder().list(folder).scans()) {
            scans.put(String.join("/", named.path()), looked(named.source().read(ScanOrigin.of("scan"))));
        }
        return scans;
    }

    /** Plants all faults, each so many times. */
    void plant(Looked scan, int times, long seed) {
        for (Plant plant : Plant.values()) {
            plant(scan, plant, times, seed);
        }
    }

    /** Plants one fault so many times. */
    void plant(Looked scan, Plant plant, int times, long seed) {
        Row row = rows.computeIfAbsent(plant, p -> new Row());
        Random random = new Random(seed);
        for (int n = 0; n < times; n++) {
            count(row, plant, plant.into(scan, random));
        }
    }

    private static void count(Row row, Plant plant, Plant.Planted planted) {
        Diagnosis diagnosis = Diagnosis.of(planted.scan());
        List<Integer> faulty = Arrays.stream(planted.faulty()).boxed().toList();
        boolean found =
                diagnosis.faults().stream().anyMatch(f -> f.kind() == plant.kind() && faulty.contains(f.slice()));
        row.planted++;
        row.found += found ? 1 : 0;
        row.others += (int) diagnosis.faults().stream()
                .filter(f -> f.kind() != plant.kind() || !faulty.contains(f.slice()))
                .count();
        List<Integer> right = Arrays.stream(planted.right())
                .filter(i -> plant.kind() == FaultKind.DISORDERED
                        || plant.kind() == FaultKind.NON_SEGMENTED
                        || plant.kind() == FaultKind.REPEATED
                        || !faulty.contains(i))
                .boxed()
                .toList();
        List<Integer> back = new ArrayList<>(right);
        Collections.reverse(back);
        row.ordered += diagnosis.order().equals(right) || diagnosis.order().equals(back) ? 1 : 0;
    }

    Row row(Plant plant) {
        return rows.getOrDefault(plant, new Row());
    }

    /** As lines of a table. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "| planted | found as | found | mended to the order without it | other slices said to be at fault |",
                "| --- | --- | --- | --- | --- |"));
        rows.forEach((plant, row) ->
                lines.add("| " + plant.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + " | " + plant.kind() + " | " + row.found + " of " + row.planted + " | " + row.ordered + " of "
                        + row.planted + " | " + row.others + " |"));
        return lines;
    }
}
