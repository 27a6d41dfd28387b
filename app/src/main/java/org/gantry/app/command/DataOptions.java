package org.gantry.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gantry.app.training.DataSource;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.dataset.Split;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that name a training's data set: files with labels, or one that is on the bus. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder or archive of scans: DICOM, NIfTI, NRRD, MetaImage, PNG or TIFF slices.")
    private @Nullable Path data;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "With --data, a CSV: scan (or name), label, optional patient and role.")
    private @Nullable Path labels;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "A data set that 'gantry ingest' brought; with --data its name, the folder's if not given.")
    private @Nullable String dataset;

    @Option(
            names = "--split-seed",
            paramLabel = "N",
            description = "Seed of the split of --data into train, validation and test.")
    private long splitSeed = 1;

    @Mixin
    private final MendOption mend = new MendOption();

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /**
     * The data set that is meant.
     *
     * @param state where an embedded broker's state lies, if there is one
     * @param elsewhere whether the user named a broker or a directory
     */
    DataSource source(Path state, boolean elsewhere) {
        if ((data == null) != (labels == null)) {
            throw refusal("--data and --labels go together");
        }
        if (data != null && labels != null) {
            String name = dataset == null
                    ? data.toAbsolutePath().normalize().getFileName().toString()
                    : dataset;
            return new DataSource(
                    name,
                    Optional.of(IngestRequest.labelled(name, data, labels, Split.seeded(splitSeed))
                            .mending(mend.asked())));
        }
        if (dataset == null) {
            throw refusal("give --data with --labels, or the --dataset that 'gantry ingest' brought");
        }
        if (!elsewhere && !Files.exists(state)) {
            throw refusal("--dataset " + dataset
                    + " needs the --directory or the --bootstrap-servers of the bus that it is on, or give --data");
        }
        return new DataSource(dataset, Optional.empty());
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
