package org.gantry.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command's options as lines of an argument file: what must be said, then all others as comments with their defaults.
 */
final class OptionsFile {
    /** What people call these where nothing speaks against it. */
    private static final Map<String, String> USUAL =
            Map.of("--data", "scans", "--labels", "labels.csv", "--out", "results");

    private static final int WIDTH = 110;

    private OptionsFile() {}

    static List<String> lines(CommandSpec command, Path file) {
        List<String> lines = new ArrayList<>();
        lines.add("# Options of 'gantry " + command.name() + "', one a line, for: gantry " + command.name() + " @"
                + file);
        lines.add("# Lines that begin with # are comments: take the # away from an option to change its default.");
        List<OptionSpec> options = command.options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                .toList();
        options.stream().filter(OptionSpec::required).forEach(option -> add(lines, option, ""));
        options.stream().filter(option -> !option.required()).forEach(option -> add(lines, option, "#"));
        return lines;
    }

    private static void add(List<String> lines, OptionSpec option, String comment) {
        lines.add("");
        lines.addAll(wrapped(String.join(" ", option.description())));
        lines.add(comment + quoted(option.longestName() + (option.arity().max() == 0 ? "" : "=" + value(option))));
    }

    private static String value(OptionSpec option) {
        Object initial = option.initialValue();
        String none = USUAL.getOrDefault(option.longestName(), option.paramLabel());
        if (initial instanceof Collection<?> many) {
            return many.isEmpty() ? none : many.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return initial == null || initial instanceof Map ? none : initial.toString();
    }

    private static String quoted(String option) {
        return option.contains(" ") ? '"' + option + '"' : option;
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("#");
        for (String word : text.split(" +", -1)) {
            if (line.length() + word.length() >= WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
