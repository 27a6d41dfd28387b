package org.gantry.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gantry.app.manual.Argument;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command's options as lines of an argument file: what must be said, then all others as comments with their defaults.
 */
final class OptionsFile {
    /** What people call these where nothing speaks against it. */
    private static final Map<String, String> USUAL =
            Map.of("--data", "scans", "--labels", "labels.csv", "--out", "results");

    private static final List<String> ABOUT_ITSELF = List.of("--help", "--version");
    private static final int WIDTH = 110;

    private OptionsFile() {}

    static List<String> lines(CommandSpec command, Path file) {
        List<String> lines = new ArrayList<>();
        lines.add("# Options of 'gantry " + command.name() + "', one a line, for: gantry " + command.name() + " @"
                + file);
        lines.add("# Lines that begin with # are comments: take the # away from an option to change its default.");
        List<Argument> options = Argument.of(command).stream()
                .filter(argument -> argument.names().stream().noneMatch(ABOUT_ITSELF::contains))
                .filter(argument -> !argument.names().isEmpty())
                .toList();
        options.stream().filter(Argument::required).forEach(option -> add(lines, option, ""));
        options.stream().filter(option -> !option.required()).forEach(option -> add(lines, option, "#"));
        return lines;
    }

    private static void add(List<String> lines, Argument option, String comment) {
        String name = option.names().get(0);
        String value = option.initial().orElse(USUAL.getOrDefault(name, option.value()));
        lines.add("");
        lines.addAll(wrapped(option.about()));
        lines.add(comment + quoted(option.value().isEmpty() ? name : name + "=" + value));
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
