package org.gantry.app.run;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent.Requested;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.ingest.IngestPlan;
import org.gantry.ingest.IngestRequest;

/**
 * What can be told of a run before a process is started for it; what cannot be done is refused here.
 *
 * @param macro its networks' frame
 * @param epochs an epoch of the search, of a short training and of the retraining, if every file can be read
 */
public record Preflight(MacroArchitecture macro, List<EpochPlan> epochs) {
    /**
     * Looks at list, folder, split and settings; opens no scan.
     *
     * @throws org.gantry.ingest.dataset.UnusableDatasetException where no data set can be made
     * @throws IllegalArgumentException where the settings make no network, or batches that the data set cannot fill
     */
    @CanIgnoreReturnValue
    public static Preflight of(RunSpec spec, IngestRequest request) throws IOException {
        DatasetManifest expected = IngestPlan.of(request).expected().orElseThrow();
        List<EpochPlan> epochs = Stream.of(
                        Requested.search(spec, 0),
                        Requested.training(spec, spec.shortJob(0), 0, EpochContent.TRAIN_ON_SEARCH_TRAIN),
                        Requested.training(spec, spec.fullJob(), 0, EpochContent.TRAIN))
                .map(epoch -> EpochPlan.of(expected, epoch))
                .toList();
        return new Preflight(spec.macro(expected.labels().size()), epochs);
    }
}
