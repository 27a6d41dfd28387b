package org.gantry.deploy.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gantry.app.Gantry;
import picocli.CommandLine;

/**
 * The gantry of a test of documents: the real one, whose trainings are short and whose volumes are small whatever the
 * document says of that, and whose dashboard has a port of the test's. Everything else is as it is written.
 */
final class SmallGantry {
    /** Where the dashboard of a {@code serve} listens that says nothing of it. */
    static final String PORT = "DOCUMENT_PORT";

    /** By command, what is said of each of these options, or would hold without being said. */
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("--search-epochs", "2"),
            Map.entry("--search-batch", "2"),
            Map.entry("--search-input", "8x16x16"),
            Map.entry("--candidates", "2"),
            Map.entry("--short-epochs", "1"),
            Map.entry("--epochs", "1"),
            Map.entry("--seeds", "1"),
            Map.entry("--batch", "4"),
            Map.entry("--input", "8x16x16"),
            Map.entry("--widths", "4,4,8,8,8,8"));

    private static final Map<String, Map<String, String>> SMALL = Map.of(
            "phantoms", Map.of("--scans", "24"),
            "run", SHORT,
            "train", SHORT,
            "benchmark", SHORT,
            "search start", SHORT,
            "search compare", SHORT,
            "serve", Map.of("--port", System.getenv().getOrDefault(PORT, "0")));

    private SmallGantry() {}

    /** Runs a command, and ends the process with its exit code. */
    public static void main(String[] args) throws IOException {
        Gantry.main(small(args).toArray(String[]::new));
    }

    private static List<String> small(String[] args) throws IOException {
        List<String> words = new ArrayList<>();
        for (String arg : args) {
            words.addAll(arg.startsWith("@") ? options(Path.of(arg.substring(1))) : List.of(arg));
        }
        CommandLine command = Gantry.commandLine();
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            CommandLine below = command.getSubcommands().get(word);
            if (below == null) {
                break;
            }
            command = below;
            name.append(name.isEmpty() ? "" : " ").append(word);
        }
        for (Map.Entry<String, String> option :
                SMALL.getOrDefault(name.toString(), Map.of()).entrySet()) {
            set(words, option.getKey(), option.getValue(), command);
        }
        return words;
    }

    /** A dashboard's port stays where it is said; what is long is made short. */
    private static void set(List<String> words, String option, String value, CommandLine command) {
        int said = words.indexOf(option);
        if (said >= 0 && !option.equals("--port")) {
            words.set(said + 1, value);
        } else if (said < 0 && command.getCommandSpec().findOption(option) != null) {
            words.addAll(List.of(option, value));
        }
    }

    private static List<String> options(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> List.of(line.strip().split("\\s+", -1)).stream())
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
