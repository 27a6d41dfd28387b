package org.gantry.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.SliceCounts;
import org.gantry.ingest.dataset.Assignment;
import org.gantry.ingest.dataset.Findings;
import org.gantry.ingest.dataset.LabelledScan;
import org.gantry.ingest.fault.Faults;

/**
 * Brings files onto the bus slice by slice, the next scan read while one is published, waits until the samplers have
 * them complete, and freezes the data set. Blocks; runs on a worker.
 */
final class Ingestion {
    private final Bus bus;
    private final IngestRequest request;
    private final BiConsumer<Integer, Integer> progress;
    private final List<String> oddities = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Faults faults = new Faults();

    /** An ingestion that reports (scans done, scans in all). */
    Ingestion(Bus bus, IngestRequest request, BiConsumer<Integer, Integer> progress) {
        this.bus = bus;
        this.request = request;
        this.progress = progress;
    }

    Ingested run() throws InterruptedException, IOException {
        IngestPlan plan = IngestPlan.of(request);
        oddities.addAll(plan.findings().oddities());
        Map<String, String> digests = new LinkedHashMap<>();
        List<LabelledScan> readable = new ArrayList<>();
        try (Completions completions = new Completions(bus);
                ReadAhead reading = new ReadAhead(plan.items())) {
            while (reading.hasNext()) {
                ReadScan read = reading.next();
                feed(read).ifPresent(digest -> {
                    digests.put(read.scanId(), digest);
                    read.item().labelled().ifPresent(readable::add);
                });
                progress.accept(digests.size() + refused.size(), plan.items().size());
            }
            faults.total(request.mend()).ifPresent(oddities::add);
            List<ScanCompleted> scans = completions.await(digests);
            Optional<DatasetManifest> manifest =
                    request.labels().isPresent() ? Optional.of(freeze(readable, digests, scans)) : Optional.empty();
            manifest.flatMap(m -> SliceCounts.leak(m, scans)).ifPresent(oddities::add);
            Map<String, Path> places = plan.items().stream()
                    .collect(Collectors.toMap(
                            item -> item.origin().scanId(),
                            item -> item.source().place()));
            return new Ingested(scans, manifest, places, oddities, refused);
        }
    }

    /** Publishes the data set of the scans that could be read. */
    private DatasetManifest freeze(List<LabelledScan> readable, Map<String, String> digests, List<ScanCompleted> scans)
            throws InterruptedException {
        Assignment assignment = request.split().assign(readable);
        Findings findings = assignment.findings();
        (findings.fatal() ? findings.plus(new Findings(List.of(), refused)) : findings).requireUsable();
        oddities.addAll(findings.oddities());
        oddities.add(assignment.classes());
        DatasetManifest manifest =
                assignment.manifest(request.dataset(), digests).standing(scans);
        Await.result(bus.publish(Topics.DATASETS, manifest));
        return manifest;
    }

    /** Publishes a scan's slices and gives its content digest; empty where it is refused. */
    private Optional<String> feed(ReadScan read) throws InterruptedException {
        if (read.scan().isEmpty()) {
            refused.add(read.refused());
            return Optional.empty();
        }
        Scan scan = read.scan().get();
        faults.add(read.faults());
        read.oddities().forEach(o -> oddities.add(read.scanId() + ": " + o));
        new SliceFeed(bus).publish(scan);
        return Optional.of(scan.contentDigest());
    }
}
