package org.gantry.app;

import java.io.PrintWriter;
import org.gantry.domain.EnvironmentVariable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user reads when a command fails: one clear line, and the stack trace only where GANTRY_DEBUG asks for it. */
public final class Failures {
    private static final boolean DEBUG =
            EnvironmentVariable.GANTRY_DEBUG.value().isPresent();

    private Failures() {}

    /** The command was not understood: exit code 2. */
    public static int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        trace(e, err);
        err.println(name(command) + ": " + line(e) + " (see: "
                + command.getCommandSpec().qualifiedName() + " --help)");
        boolean suggested = UnmatchedArgumentException.printSuggestions(e, err);
        if (!suggested && command.getParent() == null) {
            command.usage(err);
        }
        return ExitCode.USAGE;
    }

    /** The job could not be done: exit code 1. */
    public static int execution(Exception e, CommandLine command, ParseResult parsed) {
        trace(e, command.getErr());
        command.getErr().println(name(command) + ": " + line(e) + remedy(e));
        return ExitCode.SOFTWARE;
    }

    /** The program's, as it is called. */
    private static String name(CommandLine command) {
        return command.getCommandSpec().root().name();
    }

    private static String remedy(@Nullable Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "; GANTRY_HEAP=4g gives it more memory";
        }
        return e == null ? "" : remedy(e.getCause());
    }

    private static void trace(Exception e, PrintWriter err) {
        if (DEBUG) {
            e.printStackTrace(err);
        }
    }

    private static String line(Throwable e) {
        String message = e.getMessage() == null ? "" : e.getMessage().strip().replaceAll("\\s*\\R\\s*", "; ");
        if (message.isEmpty()) {
            return e.getCause() == null
                    ? e.getClass().getSimpleName() + " (GANTRY_DEBUG=1 shows where)"
                    : line(e.getCause());
        }
        return message;
    }
}
