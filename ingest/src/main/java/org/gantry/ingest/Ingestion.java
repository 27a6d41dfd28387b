package org.gantry.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.ingest.dataset.Assignment;
import org.gantry.ingest.dataset.Catalogue;
import org.gantry.ingest.dataset.LabelledScan;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.UnreadableScanException;

/**
 * Brings files onto the bus slice by slice, waits until the samplers have them complete, and freezes the data set.
 * Blocks; runs on a worker.
 */
final class Ingestion {
    private final Bus bus;
    private final IngestRequest request;
    private final BiConsumer<Integer, Integer> progress;
    private final List<String> oddities = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /** An ingestion that reports (scans done, scans in all). */
    Ingestion(Bus bus, IngestRequest request, BiConsumer<Integer, Integer> progress) {
        this.bus = bus;
        this.request = request;
        this.progress = progress;
    }

    Ingested run() throws InterruptedException, IOException {
        return request.labels().isPresent()
                ? dataset(request.labels().get())
                : loose(new Sources(request.sources()).files());
    }

    private Ingested dataset(Path labels) throws InterruptedException, IOException {
        Catalogue catalogue = Catalogue.read(labels, request.sources().get(0));
        catalogue.findings().requireUsable();
        // Before the first byte moves: a data set of one class is refused here.
        request.split()
                .assign(catalogue.scans().stream()
                        .map(Catalogue.Entry::labelled)
                        .toList())
                .findings()
                .requireUsable();
        oddities.addAll(catalogue.findings().oddities());
        Map<String, String> digests = new LinkedHashMap<>();
        List<LabelledScan> readable = new ArrayList<>();
        try (Completions completions = new Completions(bus)) {
            for (Catalogue.Entry entry : catalogue.scans()) {
                LabelledScan labelled = entry.labelled();
                ScanOrigin origin =
                        new ScanOrigin(labelled.scanId(), labelled.patientId(), request.dataset(), request.intensity());
                feed(entry.file(), origin).ifPresent(digest -> {
                    digests.put(labelled.scanId(), digest);
                    readable.add(labelled);
                });
                progress.accept(
                        digests.size() + refused.size(), catalogue.scans().size());
            }
            List<ScanCompleted> scans = completions.await(digests);
            DatasetManifest manifest = freeze(readable, digests);
            Await.result(bus.publish(Topics.DATASETS, manifest));
            return new Ingested(scans, Optional.of(manifest), oddities, refused);
        }
    }

    private DatasetManifest freeze(List<LabelledScan> readable, Map<String, String> digests) {
        Assignment assignment = request.split().assign(readable);
        assignment.findings().requireUsable();
        oddities.addAll(assignment.findings().oddities());
        oddities.add(assignment.classes());
        List<DatasetManifest.Entry> entries = assignment.entries().stream()
                .map(e -> new DatasetManifest.Entry(
                        e.scanId(), e.patientId(), e.label(), e.role(), digests.getOrDefault(e.scanId(), "")))
                .toList();
        return new DatasetManifest(request.dataset(), assignment.labels(), entries);
    }

    private Ingested loose(Map<String, Path> files) throws InterruptedException, IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        try (Completions completions = new Completions(bus)) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                ScanOrigin origin = new ScanOrigin(file.getKey(), file.getKey(), "", request.intensity());
                feed(file.getValue(), origin).ifPresent(digest -> digests.put(file.getKey(), digest));
                progress.accept(digests.size() + refused.size(), files.size());
            }
            return new Ingested(completions.await(digests), Optional.empty(), oddities, refused);
        }
    }

    /** Publishes a file's slices and gives the scan's content digest; empty where the file is refused. */
    private Optional<String> feed(Path file, ScanOrigin origin) throws InterruptedException, IOException {
        try {
            Scan scan = Formats.all().read(file, origin);
            scan.oddities().forEach(o -> oddities.add(origin.scanId() + ": " + o));
            new SliceFeed(bus).publish(scan);
            return Optional.of(scan.contentDigest());
        } catch (UnreadableScanException e) {
            refused.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
