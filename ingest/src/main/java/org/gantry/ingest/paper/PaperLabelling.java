package org.gantry.ingest.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gantry.ingest.dataset.Catalogue;
import org.gantry.ingest.dataset.Findings;
import org.gantry.ingest.dataset.LabelledScan;
import org.gantry.ingest.dataset.Labelling;
import org.gantry.ingest.dataset.NamedScan;
import org.gantry.ingest.dataset.Part;
import org.gantry.ingest.dataset.ScanFinder;
import org.gantry.ingest.dataset.ScanFolder;
import org.gantry.ingest.dataset.ScanName;
import org.gantry.ingest.read.ScanSource;

/**
 * Labels of a data set of the paper: from the authors' lists, or from the folders, {@code class/patient/scan/file}
 * (NIfTI: {@code class/file}).
 *
 * @param dataset which one
 * @param lists the authors', by what their scans are for; empty to take all that lies there
 */
public record PaperLabelling(PaperDataset dataset, Map<Part, Path> lists) implements Labelling {
    public PaperLabelling {
        lists = Map.copyOf(lists);
    }

    @Override
    public Catalogue catalogue(Path folder, ScanFinder finder) throws IOException {
        ScanFolder found = finder.list(folder);
        if (found.findings().fatal()) {
            return new Catalogue(List.of(), found.findings());
        }
        Catalogue catalogue = lists.isEmpty() ? byFolders(found) : byLists(found);
        Findings findings = found.findings().plus(catalogue.findings());
        if (catalogue.scans().isEmpty()) {
            findings = findings.plus(new Findings(
                    List.of(),
                    List.of(folder + ": holds no scan of " + dataset + "; its folders are class/patient/scan/file, or"
                            + " class/file for NIfTI")));
            return new Catalogue(List.of(), findings);
        }
        return new Catalogue(catalogue.scans(), findings.plus(new Table2(dataset).compare(catalogue.scans())));
    }

    private Catalogue byFolders(ScanFolder found) {
        List<Catalogue.Entry> scans = new ArrayList<>();
        Oddities oddities = new Oddities();
        for (NamedScan scan : found.scans()) {
            List<String> path = scan.path();
            Optional<String> label = path.size() < 2 ? Optional.empty() : dataset.label(path.get(0));
            if (label.isPresent()) {
                scans.add(entry(scan, scan.source(), label.get(), path.get(1), Optional.empty()));
            } else {
                oddities.add(
                        "scan lies in no folder of a class",
                        "scans lie in no folder of a class",
                        String.join("/", path));
            }
        }
        return new Catalogue(scans, oddities.findings());
    }

    private Catalogue byLists(ScanFolder found) throws IOException {
        Map<List<String>, NamedScan> byPath = new HashMap<>();
        found.scans().forEach(scan -> byPath.put(scan.path(), scan));
        List<Catalogue.Entry> scans = new ArrayList<>();
        Oddities oddities = new Oddities();
        Set<NamedScan> unlisted = new LinkedHashSet<>(found.scans());
        for (Map.Entry<Part, Path> list :
                lists.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            SplitList read = SplitList.read(list.getValue(), list.getKey());
            read.emptyClasses()
                    .forEach(c -> oddities.add("class is empty", "classes are empty", read.part() + " " + c));
            for (SplitList.Listed listed : read.scans()) {
                Optional<String> label = dataset.label(listed.folder());
                NamedScan scan = byPath.getOrDefault(
                        List.of(listed.folder(), listed.patient(), listed.scan()), byPath.get(ofOneFile(listed)));
                if (label.isEmpty()) {
                    oddities.add("scan has a class that is none", "scans have a class that is none", listed.toString());
                } else if (scan == null) {
                    oddities.add("listed scan is not there", "listed scans are not there", listed.toString());
                } else if (!unlisted.remove(scan)) {
                    oddities.add("scan is listed twice", "scans are listed twice", listed.toString());
                } else {
                    Optional<ScanSource> source = new ListedFiles(listed, oddities).of(scan.source());
                    source.ifPresent(files ->
                            scans.add(entry(scan, files, label.get(), listed.patient(), Optional.of(read.part()))));
                }
            }
        }
        unlisted.forEach(
                scan -> oddities.add("scan is not listed", "scans are not listed", String.join("/", scan.path())));
        return new Catalogue(scans, oddities.findings());
    }

    /** Where a list's scan of one file lies: {@code class/file}. */
    private static List<String> ofOneFile(SplitList.Listed listed) {
        List<String> names = listed.files().stream().distinct().toList();
        return names.size() == 1 ? List.of(listed.folder(), ScanName.id(names.get(0))) : List.of();
    }

    /** Patients of two classes may have one number, so a patient's class is part of the name. */
    private static Catalogue.Entry entry(
            NamedScan scan, ScanSource source, String label, String patient, Optional<Part> part) {
        String id = String.join("-", scan.path());
        return new Catalogue.Entry(
                new LabelledScan(id, label, Optional.of(scan.path().get(0) + "-" + patient), part), source);
    }
}
