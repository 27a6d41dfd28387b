package org.gantry.app.document;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gantry.app.Gantry;
import org.gantry.app.manual.Argument;
import org.gantry.app.run.Settings;
import org.gantry.domain.EnvironmentVariable;
import org.gantry.domain.run.RunSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** docs/reference/settings.md: the variables of the environment, and what a run takes where it is told nothing. */
final class SettingsPage {
    private SettingsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("# Settings\n\n").append(Page.MADE);
        page.append("""

                What is said on the command line counts first, then the environment, then the default. [commands.md](commands.md) has
                every option of every command.

                ## Variables of the environment

                """);
        page.append(Page.head("variable", "read by", "where it is not set", "what it does"));
        for (EnvironmentVariable variable : EnvironmentVariable.values()) {
            page.append(Page.row(List.of(
                    "`" + variable.name() + "`",
                    variable.reader().toString(),
                    variable.otherwise(),
                    variable.about())));
        }
        page.append("""

                Those of others hold as well: `JAVA_HOME` and `MAVEN_HOME` for the launcher; `LD_LIBRARY_PATH`, `TF_CPP_MIN_LOG_LEVEL` (0 shows more) and
                `TF_ENABLE_ONEDNN_OPTS` (the launcher sets 1) for TensorFlow; `OTEL_...` for OpenTelemetry's SDK.

                ## Files

                | file | what it holds |
                | --- | --- |
                | `@FILE` among the arguments | options, one a line; lines that begin with `#` are for people |
                | `--kafka-config FILE` | properties of the Kafka clients, `NAME=VALUE`; `--kafka NAME=VALUE` goes before it. Not `bootstrap.servers` |
                | `--token-file FILE` | the token of the HTTP side, 32 characters or more |
                | `~/.gantry/pseudonym.key` | the key of the pseudonyms, 32 hexadecimal digits or more |

                ## A run

                `gantry run` and `gantry search start` are made for two cores; `--paper` takes the paper's where no other is given. `gantry train` and
                `gantry benchmark` are the paper's from the start. A blank is a setting that the command does not have, or that follows from another.

                """);
        Settings standard = new Settings();
        Settings paper = new Settings();
        CommandSpec papers = CommandSpec.forAnnotatedObject(paper);
        CommandLine.ParseResult parsed = new CommandLine(papers).parseArgs("--paper");
        RunSpec asked = paper.spec("run", "data");
        if (!parsed.hasMatchedOption("--paper")
                || asked.search().epochs()
                        == standard.spec("run", "data").search().epochs()) {
            throw new IllegalStateException("--paper changes nothing");
        }
        CommandSpec demos = CommandSpec.forAnnotatedObject(Settings.demo(1));
        CommandSpec trains = Objects.requireNonNull(
                        Gantry.commandLine().getSubcommands().get("train"))
                .getCommandSpec();
        page.append(Page.head("option", "run", "run --paper", "demo", "train", "what it is"));
        for (OptionSpec option : CommandSpec.forAnnotatedObject(new Settings()).options()) {
            String name = option.longestName();
            if (!name.equals("--paper")) {
                page.append(Page.row(List.of(
                        "`" + name + "`",
                        value(option),
                        value(papers.findOption(name)),
                        value(demos.findOption(name)),
                        value(trains.findOption(name)),
                        Argument.option(option).about())));
            }
        }
        return page.toString();
    }

    private static String value(@Nullable OptionSpec option) {
        return Optional.ofNullable(option)
                .flatMap(present -> Argument.text(present.getValue()))
                .orElse("");
    }
}
