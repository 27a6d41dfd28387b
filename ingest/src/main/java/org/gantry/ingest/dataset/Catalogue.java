package org.gantry.ingest.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gantry.ingest.read.ScanSource;

/**
 * The scans that have both a label and a file.
 *
 * @param scans by id
 * @param findings what was odd or wrong in list and folder, and what stands in one of them only
 */
public record Catalogue(List<Entry> scans, Findings findings) {
    /**
     * A scan with its label and its files.
     *
     * @param labelled what the list says of it
     * @param source where it is
     */
    public record Entry(LabelledScan labelled, ScanSource source) {}

    public Catalogue {
        scans = scans.stream()
                .sorted(Comparator.comparing(e -> e.labelled().scanId()))
                .toList();
    }

    /** Matches a list of labels with a folder; a patient whom the list does not name is whom the files say. */
    public static Catalogue match(LabelsFile labels, ScanFolder folder) {
        Map<String, List<NamedScan>> byName = folder.byName();
        List<Entry> scans = new ArrayList<>();
        List<String> oddities = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        List<String> withoutFile = new ArrayList<>();
        Set<NamedScan> used = new HashSet<>();
        Set<NamedScan> withoutLabel = new LinkedHashSet<>(folder.scans());
        for (LabelledScan row : labels.rows()) {
            List<NamedScan> meant = byName.getOrDefault(row.scanId(), List.of());
            meant.forEach(withoutLabel::remove);
            if (meant.size() == 1 && !used.add(meant.get(0))) {
                errors.add("scan " + row.scanId() + " is listed twice, under two names; remove one line");
            } else if (meant.size() == 1) {
                NamedScan scan = meant.get(0);
                scans.add(new Entry(row.orOf(scan.patient()), scan.source()));
            } else if (meant.isEmpty()) {
                withoutFile.add(row.scanId());
            } else {
                oddities.add(ScanFolder.doubt(row.scanId(), meant));
            }
        }
        if (!withoutFile.isEmpty()) {
            oddities.add(Sentences.some(withoutFile.size(), "label has no file", "labels have no file") + " in "
                    + folder.path() + " and left out: " + Sentences.list(withoutFile));
        }
        if (!withoutLabel.isEmpty()) {
            oddities.add(Sentences.some(withoutLabel.size(), "file has no label", "files have no label")
                    + " and left out: "
                    + Sentences.list(withoutLabel.stream()
                            .map(scan -> scan.names().get(0))
                            .sorted()
                            .toList()));
        }
        Findings findings = labels.findings().plus(folder.findings()).plus(new Findings(oddities, errors));
        return new Catalogue(scans, scans.isEmpty() ? findings.plus(noneLeft(findings)) : findings);
    }

    private static Findings noneLeft(Findings before) {
        return before.fatal()
                ? Findings.NONE
                : new Findings(
                        List.of(),
                        List.of("no scan has both a label and a file; the list names scans as the files are named,"
                                + " with or without .nii.gz, or as the folders of their slices"));
    }
}
