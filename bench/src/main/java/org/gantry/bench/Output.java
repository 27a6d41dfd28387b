package org.gantry.bench;

import java.io.PrintWriter;
import org.gantry.app.Json;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a benchmark prints to, and whether for people or for programs. */
public final class Output {
    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Whether it prints for programs. */
    public boolean json() {
        return json;
    }

    /** Prints figures for programs. */
    public void result(Object figures) {
        out().println(Json.pretty(figures));
    }

    /** Where results go. */
    public PrintWriter out() {
        return commandLine().getOut();
    }

    /** Where it says how far it is. */
    public PrintWriter progress() {
        return commandLine().getErr();
    }

    /** Of the benchmark. */
    public CommandLine commandLine() {
        return spec.commandLine();
    }
}
