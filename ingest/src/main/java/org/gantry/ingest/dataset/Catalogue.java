package org.gantry.ingest.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The scans that have both a label and a file.
 *
 * @param scans by id
 * @param findings what was odd or wrong in list and folder, and what stands in one of them only
 */
public record Catalogue(List<Entry> scans, Findings findings) {
    /**
     * A scan with its label and its file.
     *
     * @param labelled what the list says of it
     * @param file where it is
     */
    public record Entry(LabelledScan labelled, Path file) {}

    public Catalogue {
        scans = scans.stream()
                .sorted(Comparator.comparing(e -> e.labelled().scanId()))
                .toList();
    }

    /** Reads a list of labels and a folder, and matches them. */
    public static Catalogue read(Path labels, Path folder) throws IOException {
        return match(LabelsFile.read(labels), ScanFolder.list(folder));
    }

    /** Matches a list of labels with a folder. */
    public static Catalogue match(LabelsFile labels, ScanFolder folder) {
        List<Entry> scans = new ArrayList<>();
        List<String> withoutFile = new ArrayList<>();
        Set<String> withoutLabel = new HashSet<>(folder.files().keySet());
        for (LabelledScan row : labels.rows()) {
            Path file = folder.files().get(row.scanId());
            if (file != null) {
                scans.add(new Entry(row, file));
                withoutLabel.remove(row.scanId());
            } else if (!folder.ambiguous().contains(row.scanId())) {
                withoutFile.add(row.scanId());
            }
        }
        List<String> oddities = new ArrayList<>();
        if (!withoutFile.isEmpty()) {
            oddities.add(Sentences.some(withoutFile.size(), "label has no file", "labels have no file") + " in "
                    + folder.path() + " and left out: " + Sentences.list(withoutFile));
        }
        if (!withoutLabel.isEmpty()) {
            oddities.add(Sentences.some(withoutLabel.size(), "file has no label", "files have no label")
                    + " and left out: "
                    + Sentences.list(withoutLabel.stream().sorted().toList()));
        }
        Findings findings = labels.findings().plus(folder.findings()).plus(new Findings(oddities, List.of()));
        return new Catalogue(scans, scans.isEmpty() ? findings.plus(noneLeft(findings)) : findings);
    }

    private static Findings noneLeft(Findings before) {
        return before.fatal()
                ? Findings.NONE
                : new Findings(
                        List.of(),
                        List.of("no scan has both a label and a file; the list names scans as the files are named,"
                                + " with or without .nii.gz"));
    }
}
