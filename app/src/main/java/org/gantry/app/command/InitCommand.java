package org.gantry.app.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gantry.app.Folders;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry init}: a file of options to begin with. */
@Command(
        name = "init",
        description = "Writes a file of a command's options, each with what it means and its default, to be given as"
                + " @FILE.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry init                              (edit gantry.txt, then: gantry run @gantry.txt)",
            "  gantry init serve.txt --command serve"
        })
public final class InitCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The file; it must not be there. Default: gantry.txt")
    private Path file = Path.of("gantry.txt");

    @Option(names = "--command", paramLabel = "NAME", description = "Whose options. Default: run")
    private String command = "run";

    @Mixin
    private final Output output = new Output();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLine found = spec.root().subcommands().get(command);
        if (found == null) {
            throw new ParameterException(
                    spec.commandLine(), "there is no command " + command + "; there are " + String.join(", ", names()));
        }
        Path to = Folders.writableFile(file, "FILE");
        try {
            Files.write(
                    to,
                    OptionsFile.lines(found.getCommandSpec(), file),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(file + " is there already; name another file, or remove it", e);
        }
        output.say("options     " + file + "; edit it, then: gantry " + command + " @" + file);
        output.result(Map.of("file", file.toString(), "command", command));
        return ExitCode.OK;
    }

    private List<String> names() {
        return spec.root().subcommands().keySet().stream().sorted().toList();
    }
}
