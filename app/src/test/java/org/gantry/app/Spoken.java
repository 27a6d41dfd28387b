package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gantry.app.node.Node;
import picocli.CommandLine;

/**
 * What a command said.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Spoken(int code, String out, String err) {
    /** Runs a command in this process. */
    static Spoken by(String... arguments) {
        return of(Gantry.commandLine(), arguments);
    }

    /** Runs a command in this process that joins the bus of a running node, with a directory of its own. */
    static Spoken on(Node node, Path directory, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap-servers", node.bootstrapServers(), "--directory", directory.toString()));
        return by(all.toArray(String[]::new));
    }

    /** Runs a command of a given command line. */
    static Spoken of(CommandLine gantry, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = gantry.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Spoken(code, out.toString(), err.toString());
    }

    /** The one line with which it refused what it did not understand. */
    String refusal() {
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(out).isEmpty();
        assertThat(err.lines()).hasSize(1);
        return err.strip();
    }
}
