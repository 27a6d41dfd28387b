package org.gantry.ingest.paper;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gantry.ingest.dataset.Catalogue;
import org.gantry.ingest.dataset.Findings;
import org.gantry.ingest.dataset.Part;
import org.gantry.ingest.dataset.Sentences;

/**
 * The counts of the paper's Table 2, against what is there.
 *
 * @param dataset which one
 */
record Table2(PaperDataset dataset) {
    /** Says where scans or patients are more or fewer; of all parts together where no list tells the parts apart. */
    Findings compare(List<Catalogue.Entry> scans) {
        boolean listed = scans.stream().anyMatch(e -> e.labelled().part().isPresent());
        List<String> differences = new ArrayList<>();
        if (listed) {
            for (PaperDataset.Count count : dataset.table()) {
                difference(scans, count, EnumSet.of(count.part()), count.part() + " " + count.label())
                        .ifPresent(differences::add);
            }
        } else {
            dataset.table().stream()
                    .collect(Collectors.groupingBy(PaperDataset.Count::label))
                    .forEach((label, counts) -> difference(
                                    scans,
                                    new PaperDataset.Count(
                                            label,
                                            Part.TRAIN,
                                            counts.stream()
                                                    .mapToInt(PaperDataset.Count::scans)
                                                    .sum(),
                                            counts.stream()
                                                    .mapToInt(PaperDataset.Count::patients)
                                                    .sum()),
                                    EnumSet.allOf(Part.class),
                                    label)
                            .ifPresent(differences::add));
        }
        return new Findings(differences, List.of());
    }

    private static Optional<String> difference(
            List<Catalogue.Entry> scans, PaperDataset.Count count, Set<Part> parts, String name) {
        List<Catalogue.Entry> those = scans.stream()
                .filter(e -> e.labelled().label().equals(count.label()))
                .filter(e -> e.labelled().part().map(parts::contains).orElse(true))
                .toList();
        long patients =
                those.stream().map(e -> e.labelled().patientId()).distinct().count();
        return those.size() == count.scans() && patients == count.patients()
                ? Optional.empty()
                : Optional.of(name + ": " + Sentences.some(those.size(), "scan", "scans") + " of "
                        + Sentences.some((int) patients, "patient", "patients") + "; the paper's Table 2 counts "
                        + count.scans() + " of " + count.patients());
    }
}
