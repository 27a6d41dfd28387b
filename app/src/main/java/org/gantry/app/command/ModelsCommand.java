package org.gantry.app.command;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gantry.app.Json;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gantry models}: the models that runs and trainings published. */
@Command(
        name = "models",
        description = "Lists, shows, exports and imports published models, writes their cards, puts them together.",
        subcommands = {
            ModelsCommand.ListAll.class,
            ModelsCommand.Show.class,
            ModelsCardCommand.class,
            ModelsEnsembleCommand.class,
            ModelsExportCommand.class,
            ModelsImportCommand.class
        },
        mixinStandardHelpOptions = true)
public final class ModelsCommand {
    private static List<ModelAnnounced> all(Bus bus) throws InterruptedException {
        return Await.result(Snapshot.latest(bus, Topics.MODELS)).values().stream()
                .sorted(Comparator.comparing(m -> m.provenance().time()))
                .toList();
    }

    /** The model of a name, or of the start of a digest. */
    static ModelAnnounced one(Bus bus, String name) throws InterruptedException {
        List<ModelAnnounced> models = all(bus);
        return models.stream()
                .filter(m -> m.model().equals(name) || m.digest().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model is called " + name + "; there are "
                        + models.stream().map(ModelAnnounced::model).toList()));
    }

    /** A model for programs. */
    static Map<String, @Nullable Object> figures(ModelAnnounced m) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("model", m.model());
        figures.put("digest", m.digest());
        figures.put("bytes", m.content().size());
        figures.put("signed", !m.signature().isEmpty());
        figures.put("network", m.network().toString());
        figures.put("members", m.members());
        figures.put("input", m.preprocessing().size().toString());
        figures.put("labels", m.labels());
        figures.put("test", m.test().figures());
        figures.put("dataset", m.provenance().dataset());
        figures.put("datasetDigest", m.provenance().datasetDigest());
        figures.put("seed", m.provenance().seed());
        figures.put("config", m.provenance().config());
        figures.put("software", m.provenance().software());
        figures.put("time", m.provenance().time().toString());
        return figures;
    }

    /** {@code gantry models list}. */
    @Command(
            name = "list",
            description = "Lists published models, the newest last.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  gantry models list --directory results/.gantry"})
    static final class ListAll extends ReadingCommand {
        @Override
        void read(Bus bus, Output output) throws Exception {
            List<ModelAnnounced> models = all(bus);
            models.forEach(m -> output.say(String.format(
                    Locale.ROOT,
                    "%-20s %s  test accuracy %.3f  data set %s%s",
                    m.model(),
                    m.digest().substring(0, 12),
                    m.test().accuracy(),
                    m.provenance().dataset(),
                    m.members().isEmpty() ? "" : "  ensemble of " + m.members().size())));
            output.result(models.stream().map(ModelsCommand::figures).toList());
        }
    }

    /** {@code gantry models show}. */
    @Command(
            name = "show",
            description = "Shows a model with its metrics and provenance.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  gantry models show run-1 --directory results/.gantry"})
    static final class Show extends ReadingCommand {
        @Parameters(paramLabel = "MODEL", description = "Its name, or the start of its digest.")
        @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
        private String name;

        @Override
        void read(Bus bus, Output output) throws Exception {
            Map<String, @Nullable Object> figures = figures(one(bus, name));
            figures.forEach((key, value) -> output.say(String.format("%-14s %s", key, Json.line(value))));
            output.result(figures);
        }
    }
}
