package org.gantry.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
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
    private final SliceFeed feed;

    /** An ingestion that reports (scans done, scans in all). */
    Ingestion(Bus bus, IngestRequest request, BiConsumer<Integer, Integer> progress) {
        this.bus = bus;
        this.request = request;
        this.progress = progress;
        this.feed = new SliceFeed(bus);
    }

    Ingested run() throws InterruptedException, IOException {
        IngestPlan plan = IngestPlan.of(request);
        oddities.addAll(plan.findings().oddities());
        Map<String, IngestPlan.Item> items = new LinkedHashMap<>();
        plan.items().forEach(item -> items.put(item.origin().scanId(), item));
        Map<String, String> digests = new LinkedHashMap<>();
        try (Completions completions = new Completions(bus, items.keySet());
                ReadAhead reading = new ReadAhead(plan.items())) {
            while (reading.hasNext()) {
                ReadScan read = reading.next();
                feed(read, completions.known(read.scanId())).ifPresent(digest -> digests.put(read.scanId(), digest));
                progress.accept(digests.size() + refused.size(), items.size());
            }
            feed.flush();
            faults.total(request.mend()).ifPresent(oddities::add);
            Completions.Outcome outcome = completions.await(digests, feed.firsts());
            outcome.conflicts().forEach((id, conflict) -> {
                refused.add(Objects.requireNonNull(items.get(id)).source().place() + ": " + conflict);
                digests.remove(id);
            });
            List<ScanCompleted> scans = outcome.complete();
            Optional<DatasetManifest> manifest = request.labels().isPresent()
                    ? Optional.of(freeze(
                            digests.keySet().stream()
                                    .flatMap(id -> Objects.requireNonNull(items.get(id)).labelled().stream())
                                    .toList(),
                            digests,
                            scans))
                    : Optional.empty();
            manifest.flatMap(m -> SliceCounts.leak(m, scans)).ifPresent(oddities::add);
            Map<String, Path> places = new LinkedHashMap<>();
            items.forEach((id, item) -> places.put(id, item.source().place()));
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

    /** Publishes a scan's slices where they are needed, and gives its content digest; empty where it is refused. */
    private Optional<String> feed(ReadScan read, Optional<ScanCompleted> known) throws InterruptedException {
        if (read.scan().isEmpty()) {
            refused.add(read.refused());
            return Optional.empty();
        }
        // without labels its patient is whom the files say, if they do: the list of a data set knows better
        Scan scan = known.filter(there -> request.dataset().isEmpty())
                .map(there -> read.scan().get().ofPatient(there.header().patientId()))
                .orElse(read.scan().get());
        faults.add(read.faults());
        read.oddities().forEach(o -> oddities.add(read.scanId() + ": " + o));
        if (known.isEmpty()) {
            feed.publish(scan);
        }
        String digest = scan.contentDigest();
        if (known.isPresent()
                && request.dataset().isEmpty()
                && known.get().contentDigest().equals(digest)) {
            // it may be there for a data set only: one slice without says that it is to be classified
            feed.publishAgain(scan);
        }
        return Optional.of(digest);
    }
}
