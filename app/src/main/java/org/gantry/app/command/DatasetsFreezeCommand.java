package org.gantry.app.command;

import java.nio.file.Path;
import java.util.Map;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.ingest.dataset.CompleteScans;
import org.gantry.ingest.dataset.CompleteScans.Frozen;
import org.gantry.ingest.dataset.Findings;
import org.gantry.ingest.dataset.LabelsFile;
import org.gantry.ingest.dataset.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry datasets freeze}. */
@Command(
        name = "freeze",
        description = "Makes a data set of scans that are complete on the bus, whoever brought them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  gantry datasets freeze spring --labels labels.csv --directory results/.gantry"})
final class DatasetsFreezeCommand extends ReadingCommand {
    @Parameters(paramLabel = "NAME", description = "Its name; one that is not taken.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String name;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            required = true,
            description = "CSV: scan, label, optional patient and role.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path labels;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the split; default: 1.")
    private long seed = 1;

    @SuppressWarnings("NullAway.Init") // read before anything else
    private LabelsFile list;

    @Override
    void prepare() throws Exception {
        list = LabelsFile.read(labels);
        list.findings().requireUsable();
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        CompleteScans scans = CompleteScans.of(Await.result(Snapshot.all(bus, Topics.SCANS, scan -> true)));
        Frozen frozen = scans.freeze(name, list, Split.seeded(seed));
        DatasetManifest manifest = frozen.manifest();
        requireNew(manifest, Await.result(Snapshot.latest(bus, Topics.DATASETS)));
        Findings findings = frozen.findings();
        findings.oddities().forEach(oddity -> output.say("note: " + oddity));
        Await.result(bus.publish(Topics.DATASETS, manifest));
        output.say("data set " + name + ", " + manifest.entries().size() + " scans, " + manifest.digest());
        Map<String, Object> figures = DatasetsCommand.figures(manifest);
        figures.put("notes", findings.oddities());
        output.result(figures);
    }

    /** What is frozen does not change: a name stands for one digest. */
    private static void requireNew(DatasetManifest manifest, Map<String, DatasetManifest> there) {
        DatasetManifest before = there.get(manifest.name());
        if (before != null && !before.digest().equals(manifest.digest())) {
            throw new IllegalArgumentException("data set " + manifest.name() + " is on the bus already as "
                    + before.digest() + ", and these scans make " + manifest.digest()
                    + ": give them another name; 'gantry datasets diff' says how two differ");
        }
    }
}
