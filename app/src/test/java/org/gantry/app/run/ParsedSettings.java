package org.gantry.app.run;

import org.gantry.domain.network.Grid;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Options as a command line gives them. */
public final class ParsedSettings {
    private ParsedSettings() {}

    /** A run's. */
    public static Settings of(String... arguments) {
        return parsed(new Settings(), arguments);
    }

    static <T> T parsed(T options, String... arguments) {
        new CommandLine(CommandSpec.create().addMixin("options", CommandSpec.forAnnotatedObject(options)))
                .registerConverter(Grid.class, Grid::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments);
        return options;
    }
}
