package org.gantry.app.training;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.app.Progress;
import org.gantry.app.node.Node;
import org.gantry.bus.Await;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.SliceCounts;
import org.gantry.ingest.IngestPlan;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.Ingested;

/**
 * Where a training's data set comes from: a user's files, or the bus, where somebody brought it before.
 *
 * @param dataset its name
 * @param files what to bring; empty where it is on the bus
 */
public record DataSource(String dataset, Optional<IngestRequest> files) {
    /**
     * What the data set will be if every file can be read; empty where only the bus knows.
     *
     * @throws org.gantry.ingest.dataset.UnusableDatasetException where none can be made
     */
    public Optional<DatasetManifest> expected() throws IOException {
        return files.isPresent() ? IngestPlan.of(files.get()).expected() : Optional.empty();
    }

    /** Brings it onto the bus, or finds it there. */
    public Ingested bring(Node node, boolean quiet) throws InterruptedException {
        if (files.isEmpty()) {
            DatasetManifest there = Await.result(Snapshot.dataset(node.bus(), dataset));
            List<ScanCompleted> scans = Await.result(Snapshot.all(node.bus(), Topics.SCANS, scan -> true));
            return new Ingested(
                    List.of(),
                    Optional.of(there),
                    Map.of(),
                    SliceCounts.leak(there, scans).stream().toList(),
                    List.of());
        }
        try (Progress progress = Progress.begin("ingest", " scans", 1, quiet)) {
            return Await.result(node.ingest().ingest(files.get(), progress::stepTo));
        }
    }
}
