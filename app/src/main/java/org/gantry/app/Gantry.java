package org.gantry.app;

import java.util.Set;
import org.gantry.app.command.AclCommand;
import org.gantry.app.command.ArchitecturesCommand;
import org.gantry.app.command.BenchmarkCommand;
import org.gantry.app.command.CamCommand;
import org.gantry.app.command.ClassifyCommand;
import org.gantry.app.command.DatasetsCommand;
import org.gantry.app.command.DemoCommand;
import org.gantry.app.command.DltCommand;
import org.gantry.app.command.ExplainCommand;
import org.gantry.app.command.GenerateManPagesCommand;
import org.gantry.app.command.IngestCommand;
import org.gantry.app.command.InitCommand;
import org.gantry.app.command.ModelsCommand;
import org.gantry.app.command.PhantomsCommand;
import org.gantry.app.command.PredictionsCommand;
import org.gantry.app.command.ReportCommand;
import org.gantry.app.command.RunCommand;
import org.gantry.app.command.SearchCommand;
import org.gantry.app.command.ServeCommand;
import org.gantry.app.command.TrainCommand;
import org.gantry.app.manual.Words;
import org.gantry.domain.EnvironmentVariable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/** The {@code gantry} command: its subcommands are its table of contents. */
@Command(
        name = "gantry",
        description = "Finds, trains and explains 3D convolutional networks for chest CT, by events on Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            RunCommand.class,
            SearchCommand.class,
            TrainCommand.class,
            BenchmarkCommand.class,
            ServeCommand.class,
            IngestCommand.class,
            ClassifyCommand.class,
            PredictionsCommand.class,
            CamCommand.class,
            ExplainCommand.class,
            ReportCommand.class,
            DltCommand.class,
            ArchitecturesCommand.class,
            DatasetsCommand.class,
            ModelsCommand.class,
            NetworkCommand.class,
            AclCommand.class,
            PhantomsCommand.class,
            DoctorCommand.class,
            GenerateCompletion.class,
            GenerateManPagesCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the job could not be done", "2:the command was not understood"},
        footer = {
            "",
            "GANTRY_DEBUG=1 shows stack traces; GANTRY_HEAP=4g gives the JVM more memory;",
            "GANTRY_LOG_FORMAT=json logs an object a line, GANTRY_OTLP_ENDPOINT=URL exports traces."
        })
public final class Gantry {
    /** Names of appenders in log4j2.properties. */
    private static final Set<String> LOG_FORMATS = Set.of("text", "json");

    private Gantry() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        String format = EnvironmentVariable.GANTRY_LOG_FORMAT.value().orElse("text");
        if (!LOG_FORMATS.contains(format)) {
            System.err.println("gantry: GANTRY_LOG_FORMAT=" + format + " is neither text nor json");
            System.exit(ExitCode.USAGE);
        }
        System.exit(commandLine().execute(args));
    }

    /** The command line, for tests too. */
    public static CommandLine commandLine() {
        CommandLine gantry = new CommandLine(new Gantry());
        gantry.setParameterExceptionHandler(Failures::usage);
        gantry.setExecutionExceptionHandler(Failures::execution);
        gantry.setCaseInsensitiveEnumValuesAllowed(true);
        gantry.setUsageHelpWidth(100);
        tellAsTheManual(gantry);
        return Converters.register(gantry);
    }

    /**
     * Says how a command is called as its page in the manual does, and lists options as they are declared, where those
     * that belong together stand together; picocli would name all and sort them.
     */
    private static void tellAsTheManual(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.usageMessage().sortOptions(false).customSynopsis(Words.synopsis(spec));
        command.getSubcommands().values().forEach(Gantry::tellAsTheManual);
    }
}
