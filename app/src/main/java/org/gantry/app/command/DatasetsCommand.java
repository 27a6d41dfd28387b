package org.gantry.app.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gantry.app.training.TrainingFigures;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.SliceCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gantry datasets}: the data sets that were brought. */
@Command(
        name = "datasets",
        description = "Lists, shows and compares data sets.",
        subcommands = {
            DatasetsFreezeCommand.class,
            DatasetsCommand.ListAll.class,
            DatasetsCommand.Show.class,
            DatasetsCommand.Diff.class
        },
        mixinStandardHelpOptions = true)
public final class DatasetsCommand {
    /** A data set for programs. */
    static Map<String, Object> figures(DatasetManifest manifest) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("dataset", manifest.name());
        figures.put("digest", manifest.digest());
        figures.put("labels", manifest.labels());
        figures.put("scans", TrainingFigures.scans(manifest));
        figures.put(
                "stands",
                manifest.stands().stream()
                        .map(range ->
                                Map.of("partition", range.partition(), "first", range.first(), "last", range.last()))
                        .toList());
        return figures;
    }

    /** {@code gantry datasets list}. */
    @Command(
            name = "list",
            description = "Lists the data sets of the bus.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  gantry datasets list --directory results/.gantry"})
    static final class ListAll extends ReadingCommand {
        @Override
        void read(Bus bus, Output output) throws Exception {
            List<DatasetManifest> all = Await.result(Snapshot.latest(bus, Topics.DATASETS)).values().stream()
                    .sorted(Comparator.comparing(DatasetManifest::name))
                    .toList();
            all.forEach(m -> output.say(String.format(
                    "%-20s %s  %5d scans of %s",
                    m.name(), m.digest().substring(0, 12), m.entries().size(), m.labels())));
            output.result(all.stream().map(DatasetsCommand::figures).toList());
        }
    }

    /** {@code gantry datasets show}. */
    @Command(
            name = "show",
            description = "Shows a data set: its labels, roles and scans.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  gantry datasets show nodules --bootstrap-servers 127.0.0.1:9092"})
    static final class Show extends ReadingCommand {
        @Parameters(paramLabel = "NAME", description = "Its name.")
        @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
        private String name;

        @Override
        void read(Bus bus, Output output) throws Exception {
            DatasetManifest manifest = Await.result(Snapshot.dataset(bus, name));
            List<ScanCompleted> scans = Await.result(Snapshot.all(bus, Topics.SCANS, scan -> true));
            output.say("data set    " + name + ", " + manifest.digest());
            TrainingFigures.scans(manifest)
                    .forEach((role, labels) -> output.say(String.format("%-18s %s", role, labels)));
            manifest.stands()
                    .forEach(range -> output.say("slices      partition " + range.partition() + ", offsets "
                            + range.first() + " to " + range.last()));
            List<String> notes = SliceCounts.leak(manifest, scans).stream().toList();
            notes.forEach(note -> output.say("note: " + note));
            Map<String, Object> figures = figures(manifest);
            figures.put("notes", notes);
            figures.put("entries", manifest.entries().stream().map(Show::entry).toList());
            output.result(figures);
        }

        private static Map<String, Object> entry(DatasetManifest.Entry e) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("scan", e.scanId());
            entry.put("patient", e.patientId());
            entry.put("label", e.label());
            entry.put("role", e.role().name());
            entry.put("content", e.contentDigest());
            return entry;
        }
    }

    /** {@code gantry datasets diff}. */
    @Command(
            name = "diff",
            description = "Says in which scans two data sets differ, and how.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  gantry datasets diff nodules nodules-2 --directory results/.gantry"})
    static final class Diff extends ReadingCommand {
        @Parameters(index = "0", paramLabel = "ONE", description = "A data set.")
        @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
        private String one;

        @Parameters(index = "1", paramLabel = "OTHER", description = "Another.")
        @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
        private String other;

        @Override
        void read(Bus bus, Output output) throws Exception {
            DatasetManifest a = Await.result(Snapshot.dataset(bus, one));
            DatasetManifest b = Await.result(Snapshot.dataset(bus, other));
            Map<String, List<String>> differences = differences(a, b);
            differences.forEach((scan, how) -> output.say(scan + ": " + String.join(", ", how)));
            boolean same = a.digest().equals(b.digest());
            output.say(same ? "they are the same, " + a.digest() : differences.size() + " scans differ");
            output.result(Map.of("same", same, "differences", differences));
        }

        /** Scan to what is different about it. */
        static Map<String, List<String>> differences(DatasetManifest a, DatasetManifest b) {
            Map<String, DatasetManifest.Entry> before = byScan(a);
            Map<String, DatasetManifest.Entry> after = byScan(b);
            Map<String, List<String>> differences = new TreeMap<>();
            before.forEach((scan, entry) -> {
                DatasetManifest.Entry now = after.get(scan);
                List<String> how = now == null
                        ? List.of("only in " + a.name())
                        : differences(
                                a.labels().get(entry.label()), entry, b.labels().get(now.label()), now);
                if (!how.isEmpty()) {
                    differences.put(scan, how);
                }
            });
            after.keySet().stream()
                    .filter(scan -> !before.containsKey(scan))
                    .forEach(scan -> differences.put(scan, List.of("only in " + b.name())));
            return differences;
        }

        private static Map<String, DatasetManifest.Entry> byScan(DatasetManifest manifest) {
            return manifest.entries().stream().collect(Collectors.toMap(DatasetManifest.Entry::scanId, e -> e));
        }

        private static List<String> differences(
                String label, DatasetManifest.Entry a, String otherLabel, DatasetManifest.Entry b) {
            List<String> how = new ArrayList<>();
            difference("label", label, otherLabel, how);
            difference("role", a.role().name(), b.role().name(), how);
            difference("patient", a.patientId(), b.patientId(), how);
            difference("content", a.contentDigest(), b.contentDigest(), how);
            return how;
        }

        private static void difference(String what, String one, String other, List<String> how) {
            if (!one.equals(other)) {
                how.add(what + " " + one + " became " + other);
            }
        }
    }
}
