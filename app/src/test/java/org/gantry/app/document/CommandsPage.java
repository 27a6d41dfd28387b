package org.gantry.app.document;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gantry.app.Gantry;
import org.gantry.app.manual.Argument;
import org.gantry.app.manual.Words;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** docs/reference/commands.md: every command with its options; what many share stands there once. */
final class CommandsPage {

    private static final List<String> EVERYWHERE = List.of("--help", "--version", "--json");

    private CommandsPage() {}

    static String text() {
        CommandSpec gantry = Gantry.commandLine().getCommandSpec();
        StringBuilder page = new StringBuilder("# Commands\n\n").append(Page.MADE);
        page.append("""

                Every command has `--help`, and `--json` where it has a result; `@FILE` among the arguments stands for the options in that file, one a
                line. Exit codes are %s.

                """.formatted(gantry.usageMessage().exitCodeList().entrySet().stream()
                .map(code -> code.getKey() + " (" + code.getValue() + ")")
                .collect(Collectors.joining(", "))));
        page.append(Page.head("command", "what it does"));
        List<CommandSpec> all =
                all(gantry).filter(spec -> spec.parent() != null).toList();
        all.forEach(spec -> page.append(
                Page.row(List.of("[`" + Words.name(spec) + "`](#" + anchor(spec) + ")", Words.about(spec)))));
        all.stream().filter(spec -> spec.subcommands().isEmpty()).forEach(spec -> page.append(section(spec)));
        page.append("\n## Options of the bus\n\n");
        CommandSpec connected = all.stream()
                .filter(spec -> spec.mixins().containsKey("connection"))
                .findFirst()
                .orElseThrow();
        table(page, Argument.of(connection(connected)));
        return page.toString();
    }

    /** Depth first, as help lists them. */
    static Stream<CommandSpec> all(CommandSpec spec) {
        return Stream.concat(
                Stream.of(spec),
                spec.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .flatMap(CommandsPage::all));
    }

    private static String anchor(CommandSpec spec) {
        CommandSpec shown = spec.subcommands().isEmpty()
                ? spec
                : spec.subcommands().values().iterator().next().getCommandSpec();
        return Words.name(shown).replace(' ', '-');
    }

    private static String section(CommandSpec spec) {
        StringBuilder section = new StringBuilder("\n## `" + Words.name(spec) + "`\n\n" + Words.about(spec) + "\n\n");
        section.append("```text\n").append(Words.synopsis(spec)).append("\n```\n");
        boolean connected = spec.mixins().containsKey("connection");
        List<String> told = connected ? names(connection(spec)) : List.of();
        List<Argument> own = Argument.of(spec).stream()
                .filter(argument ->
                        argument.names().stream().noneMatch(name -> told.contains(name) || EVERYWHERE.contains(name)))
                .toList();
        if (!own.isEmpty()) {
            section.append("\n");
            table(section, own);
        }
        if (connected) {
            section.append("\nAnd [those of the bus](#options-of-the-bus).\n");
        }
        List<String> examples = Words.examples(spec);
        if (!examples.isEmpty()) {
            section.append("\n```text\n");
            examples.forEach(
                    line -> section.append(line.replaceFirst("^  ", "")).append("\n"));
            section.append("```\n");
        }
        return section.toString();
    }

    private static CommandSpec connection(CommandSpec spec) {
        return Objects.requireNonNull(spec.mixins().get("connection"));
    }

    private static List<String> names(CommandSpec spec) {
        return Argument.of(spec).stream()
                .flatMap(argument -> argument.names().stream())
                .toList();
    }

    private static void table(StringBuilder page, List<Argument> arguments) {
        page.append(Page.head("option", "default", "what it does"));
        arguments.forEach(argument -> page.append(Page.row(List.of(
                "`" + argument.given() + "`",
                argument.required()
                        ? "must be given"
                        : argument.otherwise().map(text -> "`" + text + "`").orElse(""),
                argument.about()))));
    }
}
