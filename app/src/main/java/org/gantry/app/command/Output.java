package org.gantry.app.command;

import java.io.PrintWriter;
import org.gantry.app.Json;
import org.gantry.ingest.Ingested;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command prints to, and whether for people or for programs. */
final class Output {
    @Option(names = "--json", description = "Prints JSON, shows no progress.")
    private boolean json;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    boolean json() {
        return json;
    }

    /** A line for people; nothing where JSON is asked for. */
    void say(String line) {
        if (!json) {
            out().println(line);
            out().flush();
        }
    }

    /** Text as it is, with what moves the cursor. */
    void draw(String text) {
        out().print(text);
        out().flush();
    }

    /** What was odd in files, and which of them are no scan. */
    void notes(Ingested ingested) {
        ingested.oddities().forEach(oddity -> say("note: " + oddity));
        ingested.refused().forEach(refused -> say("refused: " + refused));
    }

    /** The result for programs. */
    void result(Object value) {
        if (json) {
            out().println(Json.pretty(value));
            out().flush();
        }
    }

    /** One of many results for programs, on one line. */
    void item(Object value) {
        out().println(Json.line(value));
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
