package org.gantry.app.manual;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * An option or a parameter of a command, as people are told of it.
 *
 * @param names of an option, the longest first; none of a parameter
 * @param value what is written for its value; blank where it takes none
 * @param required whether it must be given
 * @param about what it does
 * @param initial its value where it is not given; empty where it has none
 */
public record Argument(List<String> names, String value, boolean required, String about, Optional<String> initial) {
    /** The parameters of a command, then its options, as they are declared. */
    public static List<Argument> of(CommandSpec command) {
        return Stream.concat(
                        command.positionalParameters().stream().map(Argument::parameter),
                        command.options().stream()
                                .filter(option -> !option.hidden())
                                .map(Argument::option))
                .toList();
    }

    private static Argument parameter(PositionalParamSpec parameter) {
        String value = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
        return new Argument(List.of(), value, parameter.required(), about(parameter), Optional.empty());
    }

    /** An option. */
    public static Argument option(OptionSpec option) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        names.sort((a, b) -> b.length() - a.length());
        String value = option.arity().max() == 0 ? "" : option.paramLabel();
        String about = about(option);
        return new Argument(
                List.copyOf(names),
                value,
                option.required(),
                about,
                value.isEmpty() ? Optional.empty() : text(option.initialValue()));
    }

    /** What holds where it is not given; empty where the text says so, or nothing does. */
    public Optional<String> otherwise() {
        return initial.filter(value -> !about.contains("efault"));
    }

    private static String about(ArgSpec argument) {
        return Words.of(argument.description());
    }

    /** A value as one writes it on a command line; none for nothing. */
    public static Optional<String> text(@Nullable Object value) {
        if (value == null || (value instanceof Collection<?> many && many.isEmpty())) {
            return Optional.empty();
        }
        String text = value instanceof Collection<?> many
                ? String.join(",", many.stream().map(Object::toString).toList())
                : value.toString();
        return text.isEmpty() || text.equals("{}") ? Optional.empty() : Optional.of(text);
    }

    /** What is written to give it, as {@code --seed N}. */
    public String given() {
        return names.isEmpty() ? value : (names.get(0) + " " + value).strip();
    }
}
