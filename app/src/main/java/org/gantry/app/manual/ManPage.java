package org.gantry.app.manual;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gantry.domain.EnvironmentVariable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The manual's page of a command, in the macros of man(7).
 *
 * @param command it
 * @param version of the software
 */
public record ManPage(CommandSpec command, String version) {
    /** The pages of a command and of all that are below it. */
    public static Stream<ManPage> all(CommandSpec command, String version) {
        return Stream.concat(
                Stream.of(new ManPage(command, version)), below(command).flatMap(child -> all(child, version)));
    }

    private static Stream<CommandSpec> below(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(child -> !child.usageMessage().hidden());
    }

    /** Its name in the manual, as {@code gantry-models-list}. */
    public String name() {
        return name(command);
    }

    private static String name(CommandSpec command) {
        return Words.name(command).replace(' ', '-');
    }

    /** The page. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(".TH " + quoted(name().toUpperCase(Locale.ROOT)) + " 1 \"\" " + quoted("gantry " + version)
                + " \"Gantry Manual\"");
        section(lines, "NAME", List.of(escaped(name() + " - " + Words.about(command))));
        section(lines, "SYNOPSIS", List.of(".B " + escaped(Words.synopsis(command))));
        section(
                lines,
                "OPTIONS",
                Argument.of(command).stream().flatMap(ManPage::entry).toList());
        section(
                lines,
                "COMMANDS",
                below(command)
                        .flatMap(child -> entry(name(child) + "(1)", Words.about(child)))
                        .toList());
        section(lines, "EXAMPLES", examples());
        if (command.parent() == null) {
            section(
                    lines,
                    "EXIT STATUS",
                    entries(command.usageMessage().exitCodeList().entrySet().stream()
                            .map(code -> List.of(code.getKey(), code.getValue()))
                            .toList()));
            section(
                    lines,
                    "ENVIRONMENT",
                    entries(Stream.of(EnvironmentVariable.values())
                            .map(variable -> List.of(variable.name(), variable.about()))
                            .toList()));
        } else {
            section(lines, "SEE ALSO", List.of(escaped(name(command.parent()) + "(1)")));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String title, Collection<String> body) {
        if (!body.isEmpty()) {
            lines.add(".SH " + title);
            lines.addAll(body);
        }
    }

    private List<String> examples() {
        List<String> examples = command.parent() == null ? List.of() : Words.examples(command);
        return examples.isEmpty()
                ? List.of()
                : Stream.of(Stream.of(".nf"), examples.stream().map(ManPage::escaped), Stream.of(".fi"))
                        .flatMap(part -> part)
                        .toList();
    }

    private static List<String> entries(List<List<String>> pairs) {
        return pairs.stream().flatMap(pair -> entry(pair.get(0), pair.get(1))).toList();
    }

    private static Stream<String> entry(Argument argument) {
        String head = argument.names().isEmpty()
                ? argument.value()
                : argument.names().stream()
                        .sorted(Comparator.comparing(String::length))
                        .map(name -> (name + " " + argument.value()).strip())
                        .collect(Collectors.joining(", "));
        return entry(
                head,
                argument.about()
                        + argument.otherwise()
                                .map(value -> " Default: " + value)
                                .orElse(""));
    }

    private static Stream<String> entry(String head, String about) {
        return Stream.of(".TP", ".B " + escaped(head), escaped(about));
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** Text as roff takes it: no sign of its own, and hyphens that can be copied. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("~", "\\(ti")
                .replace("^", "\\(ha");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
