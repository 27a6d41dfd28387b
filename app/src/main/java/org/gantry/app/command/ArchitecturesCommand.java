package org.gantry.app.command;

import picocli.CommandLine.Command;

/** {@code gantry architectures}: what searches measured. */
@Command(
        name = "architectures",
        description = "Reads what searches measured.",
        subcommands = {
            ArchitecturesListCommand.class,
            ArchitecturesShowCommand.class,
            ArchitecturesParetoCommand.class,
            ArchitecturesExportCommand.class
        },
        mixinStandardHelpOptions = true)
public final class ArchitecturesCommand {}
