package org.gantry.app.run;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent.Requested;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;
import org.gantry.ingest.IngestPlan;
import org.gantry.ingest.IngestRequest;

/**
 * What can be told of work before it begins; what cannot be done is refused here.
 *
 * @param epochs an epoch of each kind of the work, if every file can be read
 */
public record Preflight(List<EpochPlan> epochs) {
    /**
     * Looks at a run's list, folder, split and settings; opens no scan.
     *
     * @throws org.gantry.ingest.dataset.UnusableDatasetException where no data set can be made
     * @throws IllegalArgumentException where the settings make no network, or batches that the data set cannot fill
     */
    @CanIgnoreReturnValue
    public static Preflight of(RunSpec spec, IngestRequest request) throws IOException {
        return of(spec, IngestPlan.of(request).expected().orElseThrow());
    }

    /**
     * Looks at a run on a data set.
     *
     * @param expected the data set, or what is expected of it
     * @throws IllegalArgumentException where the settings make no network, or batches that the data set cannot fill
     */
    @CanIgnoreReturnValue
    public static Preflight of(RunSpec spec, DatasetManifest expected) {
        requireEnoughMeasured(spec);
        Genotype some = CovidNet3d.anyOf(spec.macro(expected.labels().size())).genotype();
        return new Preflight(Stream.of(
                        Requested.search(spec, 0),
                        Requested.training(spec.shortTraining(0, some), 0, EpochContent.TRAIN_ON_SEARCH_TRAIN),
                        Requested.training(spec.fullTraining(some), 0, EpochContent.TRAIN))
                .map(epoch -> EpochPlan.of(expected, epoch))
                .toList());
    }

    /** Each epoch of the search measures one architecture. */
    private static void requireEnoughMeasured(RunSpec spec) {
        if (spec.evaluation().ensemble() > spec.search().epochs()) {
            throw new IllegalArgumentException("a search of " + spec.search().epochs()
                    + " epochs measures as many architectures at most, too few for an ensemble of "
                    + spec.evaluation().ensemble() + "; see --search-epochs and --ensemble");
        }
    }

    /**
     * Looks at a training that no search asked for.
     *
     * @param manifest its data set, or what is expected of it
     * @throws IllegalArgumentException where its network does not take volumes of that size, its batch is larger than
     *     the training's scans, or nothing is left to choose or to test by
     */
    @CanIgnoreReturnValue
    public static Preflight of(TrainingSpec spec, DatasetManifest manifest) {
        Architecture network = spec.model().architecture(1, manifest.labels().size());
        requireFits(network, spec);
        for (Role role : EnumSet.of(Role.VALIDATION, Role.TEST)) {
            if (manifest.of(EnumSet.of(role)).isEmpty()) {
                throw new IllegalArgumentException("data set " + manifest.name() + " has no scan of the role "
                        + role.title() + "; give more scans, or name the roles in the labels file");
            }
        }
        return new Preflight(List.of(EpochPlan.of(manifest, Requested.training(spec, 0, EpochContent.TRAIN))));
    }

    /** The description follows a volume through the network, where it may become too small. */
    private static void requireFits(Architecture network, TrainingSpec spec) {
        try {
            long macs = NetworkDescription.of(network, spec.input().size()).macs();
            if (macs < 1) {
                throw new ArithmeticException("its multiplications cannot be counted");
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    spec.model() + " takes no volumes of " + spec.input().size() + ": " + e.getMessage(), e);
        }
    }
}
