package org.gantry.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gantry.app.Json;
import org.gantry.app.Progress;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeRole;
import org.gantry.app.run.Answers;
import org.gantry.app.run.CamFile;
import org.gantry.bus.Await;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.Trust;
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

    @Option(names = "--cams", paramLabel = "DIR", description = "Writes each CAM there, as NIfTI in patient space.")
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
                show(scans, answers, ingested.places());
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

    private void show(Set<String> scans, Answers answers, Map<String, Path> places) throws IOException {
        List<Prediction> predictions = answers.predictions().values().stream()
                .filter(p -> scans.contains(p.scanId()))
                .sorted(Comparator.comparing(Prediction::scanId))
                .toList();
        for (Prediction p : predictions) {
            output.say(String.format(
                    Locale.ROOT,
                    "%-32s %s (%.3f)%s  %s",
                    p.scanId(),
                    p.label(),
                    p.probabilities()[p.classIndex()],
                    reliance(p),
                    places.get(p.scanId())));
            if (cams != null) {
                CamFile.write(Objects.requireNonNull(answers.cams().get(p.scanId())), cams);
            }
        }
        output.result(predictions.stream()
                .map(p -> {
                    Map<String, Object> figures = figures(p);
                    figures.put("place", String.valueOf(places.get(p.scanId())));
                    return figures;
                })
                .toList());
    }

    /** A prediction for programs. */
    static Map<String, Object> figures(Prediction p) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scan", p.scanId());
        figures.put("prediction", p.label());
        figures.put("labels", p.labels());
        figures.put("probabilities", p.probabilities());
        figures.put("trust", trust(p.trust()));
        figures.put("slices", p.slices());
        figures.put("sliceScores", p.sliceScores());
        figures.put("model", p.model());
        figures.put("modelDigest", p.modelDigest());
        figures.put("run", p.provenance().run());
        figures.put("dataset", p.provenance().dataset());
        figures.put("datasetDigest", p.provenance().datasetDigest());
        figures.put("seed", p.provenance().seed());
        figures.put("config", p.provenance().config());
        figures.put("software", p.provenance().software());
        figures.put("time", p.provenance().time().toString());
        return figures;
    }

    private static Map<String, @Nullable Object> trust(Trust trust) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("abstains", trust.abstains());
        figures.put("abstention", trust.abstention());
        figures.put("abstainBelow", trust.abstainBelow());
        figures.put("temperature", trust.temperature().value());
        figures.put("foreignness", Json.orNull(trust.foreignness()));
        figures.put("foreign", trust.foreign().orElse(null));
        figures.put("disagreement", Json.orNull(trust.disagreement()));
        return figures;
    }

    /** How far a prediction is to be relied on, for people: disagreement of an ensemble, and why it abstains. */
    static String reliance(Prediction p) {
        OptionalDouble disagreement = p.trust().disagreement();
        return (disagreement.isPresent()
                        ? String.format(Locale.ROOT, " disagreement %.3f", disagreement.getAsDouble())
                        : "")
                + abstention(p);
    }

    private static String abstention(Prediction p) {
        Trust trust = p.trust();
        return switch (trust.abstention()) {
            case NONE -> "";
            case UNSURE -> String.format(Locale.ROOT, " abstains: below %s", trust.abstainBelow());
            case FOREIGN_INPUT ->
                String.format(
                        Locale.ROOT,
                        " abstains: foreign input, %.1f times as far as is usual",
                        trust.foreignness().orElse(Double.NaN));
        };
    }
}
