package org.gantry.app.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gantry.app.Progress;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.IngestPlan;
import org.gantry.ingest.Inspected;
import org.gantry.ingest.fault.Fault;
import org.gantry.ingest.fault.Faults;

/** Reads everything, publishes nothing, and says what it read. */
final class Inspection {
    private final Output output;
    private final List<Map<String, Object>> figures = new ArrayList<>();
    private final Faults faults = new Faults();
    private long refused;

    Inspection(Output output) {
        this.output = output;
    }

    /**
     * Reads the scans of a plan one after another; true where none is refused and they make the data set that is asked
     * for.
     */
    boolean of(IngestPlan plan) throws IOException {
        plan.findings().oddities().forEach(oddity -> output.say("note: " + oddity));
        try (Progress progress = Progress.begin("read", " scans", plan.items().size(), output.json())) {
            for (IngestPlan.Item item : plan.items()) {
                show(Inspected.of(item));
                progress.stepTo(figures.size());
            }
        }
        output.say(figures.size() - refused + " scans can be read, " + refused + " cannot; nothing was published");
        faults.total(plan.items().stream().anyMatch(item -> item.origin().mend()))
                .ifPresent(total -> output.say("note: " + total));
        List<String> unusable = plan.findings().errors();
        unusable.forEach(error -> output.say("no data set: " + error));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("scans", figures);
        result.put("oddities", plan.findings().oddities());
        result.put("faults", faults.figures());
        result.put("refused", refused);
        result.put("unusable", unusable);
        output.result(result);
        return refused == 0 && unusable.isEmpty();
    }

    private void show(Inspected inspected) {
        Map<String, Object> scan = new LinkedHashMap<>();
        scan.put("scan", inspected.scanId());
        scan.put("format", inspected.source().reader().format());
        scan.put("files", inspected.source().files().size());
        scan.put("place", inspected.source().place().toString());
        inspected.content().ifPresent(content -> {
            output.say(line(inspected, content));
            scan.putAll(figures(content));
        });
        inspected.oddities().forEach(oddity -> output.say("  note: " + oddity));
        scan.put("oddities", inspected.oddities());
        scan.put("faults", inspected.faults().stream().map(Inspection::figures).toList());
        faults.add(inspected.faults());
        if (!inspected.refused().isEmpty()) {
            refused++;
            output.say("refused: " + inspected.refused());
            scan.put("refused", inspected.refused());
        }
        figures.add(scan);
    }

    private static String line(Inspected inspected, Inspected.Content content) {
        VolumeGeometry g = content.header().geometry();
        return String.format(
                Locale.ROOT,
                "%-28s %-9s %3d slices of %dx%d, %.2f x %.2f x %.2f mm, %s %.0f to %.0f  %s",
                inspected.scanId(),
                inspected.source().reader().format().replaceFirst(" .*", ""),
                content.slices(),
                content.header().rows(),
                content.header().columns(),
                g.slice().length(),
                g.row().length(),
                g.column().length(),
                content.header().intensity().hu() ? "HU" : "grey values",
                content.low(),
                content.high(),
                inspected.source().place());
    }

    private static Map<String, String> figures(Fault fault) {
        return Map.of("kind", fault.kind().toString(), "slice", fault.slice(), "what", fault.what());
    }

    private static Map<String, Object> figures(Inspected.Content content) {
        VolumeGeometry g = content.header().geometry();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("patient", content.header().patientId());
        figures.put(
                "shape",
                List.of(
                        content.slices(),
                        content.header().rows(),
                        content.header().columns()));
        figures.put(
                "spacing",
                List.of(g.slice().length(), g.row().length(), g.column().length()));
        figures.put("orientation", "axial, feet to head; rows front to back, columns right to left");
        Map<String, Object> affine = new LinkedHashMap<>();
        affine.put("origin", point(g.origin()));
        affine.put("slice", point(g.slice()));
        affine.put("row", point(g.row()));
        affine.put("column", point(g.column()));
        figures.put("affine", affine);
        figures.put("intensity", content.header().intensity().hu() ? "HU" : "range");
        figures.put("range", List.of(content.low(), content.high()));
        figures.put("digest", content.digest());
        return figures;
    }

    private static List<Double> point(Vector3 v) {
        return List.of(v.x(), v.y(), v.z());
    }
}
