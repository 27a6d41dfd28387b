package org.gantry.app.command;

import picocli.CommandLine.Command;

/** {@code gantry dlt}: records that could not be handled. */
@Command(
        name = "dlt",
        description = "Lists, shows, replays and drops dead letters: records that could not be handled.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DltListCommand.class,
            DltShowCommand.class,
            DltSettleCommand.Replay.class,
            DltSettleCommand.Drop.class
        },
        mixinStandardHelpOptions = true)
public final class DltCommand {}
