package org.gantry.app.appendix;

import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gantry.app.training.TrainingFigures;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;

/** Data and splits. */
final class DataPart {
    private static final int MOST = 12;

    private DataPart() {}

    static SectionTag of(RunFound found) {
        DatasetManifest manifest = found.manifest();
        List<DomContent> content = new ArrayList<>();
        content.add(p("Data set " + manifest.name() + ", digest " + manifest.digest()
                + " (over ids, labels, roles and content). Roles are by patient: nobody is in two."));
        found.models().stream()
                .filter(m -> !m.model().provenance().datasetDigest().equals(manifest.digest()))
                .forEach(m -> content.add(p("Model " + m.model().model() + " was made from another state of it, digest "
                                + m.model().provenance().datasetDigest() + ".")
                        .withClass("warning")));
        content.add(roles(manifest));
        content.add(p(geometry(found.scans())));
        List<String> oddities = oddities(found.scans());
        if (!oddities.isEmpty()) {
            content.add(p("What was odd about them: " + String.join("; ", oddities) + "."));
        }
        return Html.part("Data and splits", content);
    }

    private static DomContent roles(DatasetManifest manifest) {
        List<String> header = new ArrayList<>(List.of("role"));
        header.addAll(manifest.labels());
        header.addAll(List.of("scans", "patients"));
        List<List<String>> rows = new ArrayList<>();
        Map<Role, Map<String, Long>> scans = TrainingFigures.scans(manifest);
        for (Role role : Role.values()) {
            List<Entry> entries = manifest.of(Set.of(role));
            List<String> row = new ArrayList<>(List.of(role.title()));
            manifest.labels()
                    .forEach(label -> row.add(
                            Html.whole(scans.getOrDefault(role, Map.of()).getOrDefault(label, 0L))));
            row.add(Html.whole(entries.size()));
            row.add(Html.whole(entries.stream().map(Entry::patientId).distinct().count()));
            rows.add(row);
        }
        return Html.rows(header, rows);
    }

    private static String geometry(List<ScanCompleted> scans) {
        if (scans.isEmpty()) {
            return "The log no longer says how many slices the scans have.";
        }
        List<Integer> slices =
                scans.stream().map(ScanCompleted::slices).sorted().toList();
        Map<String, Long> sizes = scans.stream()
                .collect(Collectors.groupingBy(
                        scan -> scan.header().columns() + " x " + scan.header().rows(), Collectors.counting()));
        String frequent = sizes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return "Scans have " + slices.get(0) + " to " + slices.get(slices.size() - 1) + " slices (median "
                + slices.get(slices.size() / 2) + "); " + sizes.get(frequent) + " of " + scans.size()
                + " have slices of " + frequent + " pixels.";
    }

    /** Each kind with how many scans have it, the most frequent first; numbers in them do not make another kind. */
    private static List<String> oddities(List<ScanCompleted> scans) {
        Map<String, Long> kinds = scans.stream()
                .flatMap(scan -> scan.oddities().stream()
                        .map(oddity -> oddity.replaceAll("[0-9]+([.][0-9]+)?", "N"))
                        .distinct())
                .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));
        return kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(kind -> kind.getKey() + " (" + kind.getValue() + ")")
                .toList();
    }
}
