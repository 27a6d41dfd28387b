package org.gantry.app.manual;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The words of a command without picocli's marks: colours, and its sign for a line's end. */
public final class Words {
    private Words() {}

    /** A description as one paragraph. */
    static String of(String... description) {
        return plain(description).collect(Collectors.joining(" ")).strip();
    }

    /** What a command does, one paragraph. */
    public static String about(CommandSpec command) {
        return of(command.usageMessage().description());
    }

    /** The name by which it is called, as {@code gantry models list}. */
    public static String name(CommandSpec command) {
        return command.qualifiedName();
    }

    /** How it is called: what must be given, and that more may be. */
    public static String synopsis(CommandSpec command) {
        List<Argument> all = Argument.of(command);
        String must = all.stream()
                .filter(argument -> argument.required() && !argument.names().isEmpty())
                .map(argument -> " " + argument.given())
                .collect(Collectors.joining());
        String parameters = all.stream()
                .filter(argument -> argument.names().isEmpty())
                .map(argument -> argument.required() ? " " + argument.given() : " [" + argument.given() + "]")
                .collect(Collectors.joining());
        String below = command.subcommands().isEmpty() ? "" : " COMMAND";
        return name(command) + must + " [OPTION...]" + parameters + below;
    }

    /** The lines of its examples, without their title. */
    public static List<String> examples(CommandSpec command) {
        return plain(command.usageMessage().footer())
                .dropWhile(line -> line.isBlank() || line.equals("Examples:") || line.equals("Example:"))
                .toList();
    }

    private static Stream<String> plain(String... lines) {
        return Arrays.stream(lines)
                .flatMap(line ->
                        Arrays.stream(Ansi.OFF.string(line.replace("%n", "\n")).split("\n", -1)));
    }
}
