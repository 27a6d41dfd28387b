package org.gantry.ingest.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.ScanCompleted;

/**
 * The scans that are complete on the bus, whoever brought them, of which a list of labels makes a data set.
 *
 * @param scans by id
 */
public record CompleteScans(Map<String, ScanCompleted> scans) {
    /**
     * A data set, and what was odd on the way.
     *
     * @param manifest the data set
     * @param findings nothing that would forbid it
     */
    public record Frozen(DatasetManifest manifest, Findings findings) {}

    /** What was read of their topic. */
    public static CompleteScans of(List<ScanCompleted> scans) {
        Map<String, ScanCompleted> byId = new TreeMap<>();
        scans.forEach(scan -> byId.put(scan.header().scanId(), scan));
        return new CompleteScans(byId);
    }

    /**
     * The data set of those that a list names; a patient whom it does not name is whom the scan says.
     *
     * @throws UnusableDatasetException where none can be made of them
     */
    public Frozen freeze(String dataset, LabelsFile labels, Split split) {
        labels.findings().requireUsable();
        List<LabelledScan> rows = new ArrayList<>();
        List<ScanCompleted> used = new ArrayList<>();
        Map<String, String> digests = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (LabelledScan row : labels.rows()) {
            ScanCompleted scan = scans.get(row.scanId());
            if (scan == null) {
                missing.add(row.scanId());
            } else {
                rows.add(row.orOf(Optional.of(scan.header().patientId())));
                used.add(scan);
                digests.put(row.scanId(), scan.contentDigest());
            }
        }
        List<String> oddities = missing.isEmpty()
                ? List.of()
                : List.of(Sentences.some(missing.size(), "label has no", "labels have no")
                        + " complete scan on the bus and left out: " + Sentences.list(missing));
        Assignment assignment = split.assign(rows);
        Findings findings =
                labels.findings().plus(new Findings(oddities, List.of())).plus(assignment.findings());
        findings.requireUsable();
        return new Frozen(assignment.manifest(dataset, digests).standing(used), findings);
    }
}
