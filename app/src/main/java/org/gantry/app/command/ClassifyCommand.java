package org.gantry.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gantry.app.Folders;
import org.gantry.app.Progress;
import org.gantry.app.explain.CamFormat;
import org.gantry.app.explain.Explanation;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeRole;
import org.gantry.app.run.Answers;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.ingest.IngestPlan;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.Ingested;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry classify}: the current model's answers for some files. */
@Command(
        name = "classify",
        description = "Classifies scans with the model published last, and explains the answers.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example, after a run with --out results:",
            "  gantry classify --directory results/.gantry scan.nii.gz --cams cams"
        })
public final class ClassifyCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private List<Path> paths;

    @Option(
            names = "--cams",
            paramLabel = "DIR",
            description = "Writes each CAM there, as NIfTI on the scan's own grid.")
    private @Nullable Path cams;

    @Mixin
    private final MendOption mend = new MendOption();

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        IngestRequest request = IngestRequest.unlabelled(paths).mending(mend.asked());
        IngestPlan.of(request);
        if (cams != null) {
            Folders.writable(cams, "--cams");
        }
        try (Node node = connection.start(Connection.directory(), EnumSet.of(NodeRole.INGEST))) {
            ModelAnnounced model = current(node);
            Ingested ingested;
            try (Progress progress = Progress.begin("ingest", " scans", 1, output.json())) {
                ingested = Await.result(node.ingest().ingest(request, progress::stepTo));
            }
            output.notes(ingested);
            Set<String> scans =
                    ingested.scans().stream().map(s -> s.header().scanId()).collect(Collectors.toSet());
            try (Answers answers = new Answers(node.bus(), model.digest())) {
                answers.await(scans, node::requireHealth);
                show(node.bus(), model, ingested, answers);
            }
            return ingested.refused().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static ModelAnnounced current(Node node) throws InterruptedException {
        return Await.result(Snapshot.latest(node.bus(), Topics.MODELS)).values().stream()
                .max(Comparator.comparing(m -> m.provenance().time()))
                .orElseThrow(() -> new IllegalStateException(
                        "there is no model on this bus; train one with 'gantry run', or give its --directory or"
                                + " --bootstrap-servers"));
    }

    private void show(Bus bus, ModelAnnounced model, Ingested ingested, Answers answers)
            throws IOException, InterruptedException {
        Map<String, Role> roles = roles(bus, model);
        Map<String, Prediction> predictions = answers.predictions();
        Map<String, Cam> maps = answers.cams();
        List<Map<String, Object>> results = new ArrayList<>();
        List<ScanCompleted> scans = ingested.scans().stream()
                .sorted(Comparator.comparing(scan -> scan.header().scanId()))
                .toList();
        for (ScanCompleted scan : scans) {
            String id = scan.header().scanId();
            Prediction p = Objects.requireNonNull(predictions.get(id));
            Optional<Role> role = Optional.ofNullable(roles.get(scan.contentDigest()));
            String place = String.valueOf(ingested.places().get(id));
            Map<String, Object> figures = PredictionText.figures(p);
            figures.put("place", place);
            role.ifPresent(known -> figures.put("role", known.title()));
            output.say(String.format(
                    Locale.ROOT,
                    "%-32s %s (%.3f)%s  %s%s",
                    id,
                    p.label(),
                    p.probabilities()[p.classIndex()],
                    PredictionText.reliance(p),
                    place,
                    role.map(known -> "; in the model's data set, for " + known.title())
                            .orElse("")));
            if (cams != null) {
                Explanation explanation = new Explanation(scan, p, Objects.requireNonNull(maps.get(id)));
                String file = CamFormat.NIFTI.export(cams, explanation, bus).toString();
                output.say("    map of " + explanation.cam().label() + " in " + file);
                figures.put("cam", file);
            }
            results.add(figures);
        }
        output.result(results);
    }

    /** What the scans of the model's data set were for, by content; nothing where the bus does not know the set. */
    private static Map<String, Role> roles(Bus bus, ModelAnnounced model) throws InterruptedException {
        String dataset = model.provenance().datasetDigest();
        return Await.result(Snapshot.all(
                        bus, Topics.DATASETS, manifest -> manifest.digest().equals(dataset)))
                .stream()
                .flatMap(manifest -> manifest.entries().stream())
                .collect(Collectors.toMap(Entry::contentDigest, Entry::role, (one, other) -> one));
    }
}
