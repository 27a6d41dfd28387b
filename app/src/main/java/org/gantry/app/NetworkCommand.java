package org.gantry.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.network.NetworkDescription.Shape;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry network}: what can be said of a network without building it. */
@Command(
        name = "network",
        description = "Says what a network costs.",
        subcommands = NetworkCommand.Describe.class,
        mixinStandardHelpOptions = true)
final class NetworkCommand {
    /** {@code gantry network describe}: parameters, size, multiplications and shapes. */
    @Command(
            name = "describe",
            description = "Prints parameters, size, multiplications and the shape after the stem and after each cell.",
            showDefaultValues = true,
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  gantry network describe --widths S \\",
                "    --model 0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6",
                "  gantry network describe --model resnet3d101 --in-channels 3 --classes 3"
            })
    static final class Describe implements Callable<Integer> {
        @Option(names = "--widths", paramLabel = "S|L|24,40,...", description = "Channels of each cell.")
        private Widths widths = Widths.S;

        @Option(
                names = "--strides",
                paramLabel = "PRESET",
                description = "ISOTROPIC, ANISOTROPIC, or strides of the stem and of each cell: 1x2x2/2x2x2/...")
        private Strides strides = Strides.ANISOTROPIC;

        @Option(
                names = {"--model", "--genotype"},
                required = true,
                paramLabel = "MODEL",
                description = "resnet3d101, densenet3d121, mc3_18, or a genotype 0,1,2,... of one operation a block: "
                        + "0-2 are 3x3x3_MBConv3, 4 and 6, 3-4 are 5x5x5_MBConv3 and 4, 5-6 are 7x7x7_MBConv3 and 4, "
                        + "7 is Skip.")
        @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
        private String model;

        @Option(names = "--in-channels", paramLabel = "N", description = "Channels of the input.")
        private int inChannels = 1;

        @Option(names = "--classes", paramLabel = "N", description = "Classes of the answer.")
        private int classes = 2;

        @Option(names = "--input", paramLabel = "16x64x64", description = "Depth x height x width of the input.")
        private Grid input = new Grid(16, 64, 64);

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Override
        public Integer call() {
            Architecture network = network();
            NetworkDescription cost = cost(network);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.pretty(map(network, cost)));
            } else {
                text(cost, out);
            }
            return ExitCode.OK;
        }

        private Architecture network() {
            try {
                return ModelChoice.parse(model, widths, strides).architecture(inChannels, classes);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }

        private NetworkDescription cost(Architecture network) {
            try {
                return NetworkDescription.of(network, input);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }

        private Map<String, Object> map(Architecture network, NetworkDescription cost) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("model", network.name());
            if (network instanceof CovidNet3d searched) {
                map.put("widths", widths.channels());
                map.put("strides", strides.toString());
                map.put("genotype", searched.genotype().indices());
            }
            map.put("parameters", cost.parameters());
            map.put("mib", cost.mib());
            map.put("macs", cost.macs());
            List<Map<String, Object>> shapes = new ArrayList<>();
            for (Shape shape : cost.shapes()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("after", shapes.isEmpty() ? "stem" : "cell " + shapes.size());
                entry.put("depth", shape.grid().depth());
                entry.put("height", shape.grid().height());
                entry.put("width", shape.grid().width());
                entry.put("channels", shape.channels());
                shapes.add(entry);
            }
            map.put("shapes", shapes);
            return map;
        }

        private static void text(NetworkDescription cost, PrintWriter out) {
            out.printf(Locale.ROOT, "parameters  %,d (%.2f MiB)%n", cost.parameters(), cost.mib());
            out.printf(Locale.ROOT, "macs        %,d for one volume%n", cost.macs());
            int cell = 0;
            for (Shape shape : cost.shapes()) {
                out.printf(
                        Locale.ROOT,
                        "%-11s %s, %d channels%n",
                        cell == 0 ? "stem" : "cell " + cell,
                        shape.grid(),
                        shape.channels());
                cell++;
            }
        }
    }
}
