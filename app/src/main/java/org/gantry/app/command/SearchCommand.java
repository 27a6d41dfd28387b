package org.gantry.app.command;

import picocli.CommandLine.Command;

/** {@code gantry search}: searches on a running bus, from the first wish to the last. */
@Command(
        name = "search",
        description =
                "Starts, lists, watches, pauses, resumes and stops searches on a running 'gantry serve'; compares searches with chance.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SearchStartCommand.class,
            SearchListCommand.class,
            SearchWatchCommand.class,
            SearchWishCommand.Pause.class,
            SearchWishCommand.Resume.class,
            SearchWishCommand.Stop.class,
            SearchCompareCommand.class
        },
        mixinStandardHelpOptions = true)
public final class SearchCommand {}
