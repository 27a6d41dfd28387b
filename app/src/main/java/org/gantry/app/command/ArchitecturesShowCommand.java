package org.gantry.app.command;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gantry.app.Folders;
import org.gantry.app.architecture.Blueprint;
import org.gantry.app.architecture.BlueprintText;
import org.gantry.app.architecture.Shown;
import org.gantry.app.node.Node;
import org.gantry.app.report.ArchitecturePicture;
import org.gantry.app.report.Pictures;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry architectures show}: one architecture block by block. */
@Command(
        name = "show",
        description = "Shows one architecture block by block, as text and as a picture in the form of the paper's"
                + " Figure 1.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry architectures show --run run-1 --directory results/.gantry --out best.png",
            "  gantry architectures show --run run-1 --epoch 7 --directory results/.gantry",
            "  gantry architectures show --genotype 0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6 --out mixed.png"
        })
final class ArchitecturesShowCommand implements Callable<Integer> {
    @Option(names = "--run", paramLabel = "NAME", description = "A run; its best measured architecture is shown.")
    private @Nullable String run;

    @Option(names = "--epoch", paramLabel = "N", description = "With --run: the one that was measured after epoch N.")
    private @Nullable Integer epoch;

    @Option(names = "--genotype", paramLabel = "0,1,...", description = "Without --run: any architecture.")
    private @Nullable Genotype genotype;

    @Option(
            names = "--widths",
            paramLabel = "S|L|24,40,...",
            description = "With --genotype: channels of each cell; default: S.")
    private Widths widths = Widths.S;

    @Option(
            names = "--strides",
            paramLabel = "PRESET",
            description = "With --genotype: ISOTROPIC, ANISOTROPIC or a list.")
    private Strides strides = Strides.ANISOTROPIC;

    @Option(
            names = "--input",
            paramLabel = "DxHxW",
            description = "With --genotype: size of the volumes; default: 16x64x64.")
    private Grid input = new Grid(16, 64, 64);

    @Option(names = "--classes", paramLabel = "N", description = "With --genotype: classes of the answer; default: 2.")
    private int classes = 2;

    @Option(names = "--out", paramLabel = "FILE.png", description = "Draws it, too.")
    private @Nullable Path out;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (out != null) {
            Folders.writableFile(out, "--out");
        }
        Shown shown = shown();
        output.say(shown.title());
        shown.lines().forEach(output::say);
        BlueprintText.lines(shown.blueprint()).forEach(output::say);
        if (out != null) {
            Pictures.write(new ArchitecturePicture(shown.blueprint(), shown.title(), shown.lines()).draw(), out);
            output.say("picture     " + out);
        }
        output.result(shown.figures());
        return ExitCode.OK;
    }

    private Shown shown() throws InterruptedException {
        if ((run == null) == (genotype == null) || (run == null && epoch != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say which architecture: --run NAME, --run NAME --epoch N, or --genotype 0,1,...");
        }
        if (genotype != null) {
            return designed(genotype);
        }
        try (Node node = connection.connect()) {
            return Shown.measured(node.bus(), Objects.requireNonNull(run), epoch);
        }
    }

    private Shown designed(Genotype chosen) {
        try {
            CovidNet3d network = new CovidNet3d(strides.macro(widths, 1, classes), chosen);
            return Shown.of(Blueprint.of(network, input), "widths " + widths + ", strides " + strides);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
