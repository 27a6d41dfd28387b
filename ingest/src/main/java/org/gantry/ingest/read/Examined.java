package org.gantry.ingest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.fault.Diagnosis;
import org.gantry.ingest.fault.Fault;
import org.gantry.ingest.fault.Faults;
import org.gantry.ingest.fault.Looked;

/**
 * A scan and the faults of its slices, which are among its oddities.
 *
 * @param scan as it is to be used
 * @param faults of its slices, or of those that were left out
 */
public record Examined(Scan scan, List<Fault> faults) {
    /** The lung window, in which slices are compared. */
    private static final double LOW = -1350;

    private static final double WIDTH = 1500;

    public Examined {
        faults = List.copyOf(faults);
    }

    /** A scan that was read from one file, or whose slices' order is known: its faults are said, not mended. */
    public static Examined of(Scan scan) {
        List<String> names = IntStream.rangeClosed(1, scan.slices().size())
                .mapToObj(n -> "slice " + n)
                .toList();
        Looked looked = looked(
                scan.slices(),
                names,
                scan.header().rows(),
                scan.header().columns(),
                scan.header().intensity());
        List<Fault> faults = faults(looked, Diagnosis.of(looked));
        List<String> oddities = new ArrayList<>(scan.oddities());
        oddities.addAll(Faults.said(faults));
        return new Examined(new Scan(scan.header(), scan.slices(), oddities), faults);
    }

    /** What the search for faults looks at, in the lung window. */
    public static Looked looked(List<float[]> pixels, List<String> names, int rows, int columns, Intensity intensity) {
        return intensity.hu()
                ? new Looked(pixels, names, rows, columns, LOW, WIDTH)
                : new Looked(pixels, names, rows, columns, intensity.low(), intensity.high() - intensity.low());
    }

    /** Faults by the names of their slices. */
    public static List<Fault> faults(Looked looked, Diagnosis diagnosis) {
        return diagnosis.faults().stream()
                .map(f -> new Fault(f.kind(), looked.names().get(f.slice()), f.what()))
                .toList();
    }
}
