package org.gantry.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.ingest.dataset.Assignment;
import org.gantry.ingest.dataset.Catalogue;
import org.gantry.ingest.dataset.Findings;
import org.gantry.ingest.dataset.LabelledScan;
import org.gantry.ingest.dataset.Labelling;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;

/**
 * What an ingest is going to read, known before the first byte moves.
 *
 * @param items files with what they do not say of themselves
 * @param expected the data set if every file can be read, no digests yet; empty without labels, and where none can be
 *     made
 * @param findings what was odd in list and folder, and why no data set can be made where there should be one
 */
public record IngestPlan(List<Item> items, Optional<DatasetManifest> expected, Findings findings) {
    /**
     * A scan to read.
     *
     * @param source where it is
     * @param origin its scan
     * @param labelled what the list says of it; empty without a list
     */
    public record Item(ScanSource source, ScanOrigin origin, Optional<LabelledScan> labelled) {}

    public IngestPlan {
        items = List.copyOf(items);
    }

    /**
     * The plan of a request; made without need of it too, to be told early what is wrong.
     *
     * @throws org.gantry.ingest.dataset.UnusableDatasetException where nothing can be made of what was named
     */
    @CanIgnoreReturnValue
    public static IngestPlan of(IngestRequest request) throws IOException {
        IngestPlan plan = look(request);
        plan.findings().requireUsable();
        return plan;
    }

    /**
     * The same, to look at: scans that make no data set are scans all the same.
     *
     * @throws org.gantry.ingest.dataset.UnusableDatasetException where there is no scan
     */
    public static IngestPlan look(IngestRequest request) throws IOException {
        return request.labels().isPresent() ? labelled(request, request.labels().get()) : loose(request);
    }

    private static IngestPlan labelled(IngestRequest request, Labelling labels) throws IOException {
        Catalogue catalogue = labels.catalogue(request.sources().get(0), Formats.finder());
        catalogue.findings().requireUsable();
        Assignment assignment = request.split()
                .assign(catalogue.scans().stream()
                        .map(Catalogue.Entry::labelled)
                        .toList());
        Findings unusable = new Findings(List.of(), assignment.findings().errors());
        List<Item> items = new ArrayList<>();
        for (Catalogue.Entry entry : catalogue.scans()) {
            LabelledScan scan = entry.labelled();
            ScanOrigin origin = new ScanOrigin(
                    scan.scanId(), scan.patientId(), request.dataset(), request.intensity(), request.mend());
            items.add(new Item(entry.source(), origin, Optional.of(scan)));
        }
        return new IngestPlan(
                items,
                unusable.fatal() ? Optional.empty() : Optional.of(assignment.manifest(request.dataset(), Map.of())),
                catalogue.findings().plus(unusable));
    }

    private static IngestPlan loose(IngestRequest request) throws IOException {
        Sources.Found found = new Sources(request.sources()).find(Formats.finder());
        List<Item> items = new ArrayList<>();
        found.scans().forEach((id, scan) -> {
            ScanOrigin origin = new ScanOrigin(id, scan.patient().orElse(id), "", request.intensity(), request.mend());
            items.add(new Item(scan.source(), origin, Optional.empty()));
        });
        return new IngestPlan(items, Optional.empty(), new Findings(found.oddities(), List.of()));
    }
}
