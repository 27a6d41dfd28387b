package org.gantry.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.network.graph.ParameterLayout;

/** What docs/reference/weights.md says: every kind of parameter once, its shape from the code, beside PyTorch's. */
final class WeightsDocument {
    private static final String INTRODUCTION = """
            # Weights: names and layouts

            *Made of the code, and held to it by a test; `-Ddocs.write=true` writes it anew.*

            A model bundle is a zip of `bundle.json` and `weights.npz`; `numpy.load` reads the latter: float32, one array a name.
            A name is the group's, then the layer's: `block3.op2.dw.conv` is the depthwise kernel of block 3 with candidate
            operation 2, `layer2.0.bn1.gamma` a factor of the first block of a baseline's second stage. The tables hold each kind
            of parameter once, with the first that there is as the example. All layouts are channels-last.

            | ours | axes | PyTorch | axes | ours to PyTorch |
            | --- | --- | --- | --- | --- |
            | convolution | (depth, height, width, in, out) | `.weight` | (out, in, depth, height, width) | `transpose(4, 3, 0, 1, 2)` |
            | depthwise convolution | (depth, height, width, channel) | `.weight` | (channel, 1, depth, height, width) | `transpose(3, 0, 1, 2)[:, None]` |
            | `head.weight` | (in, class) | `.weight` | (class, in) | `transpose(1, 0)` |
            | `.gamma`, `.beta`, `.running_mean`, `.running_var` | (channel) | `.weight`, `.bias`, `.running_mean`, `.running_var` | (channel) | as it is |

            Convolutions have no bias, only the head has. The running variance is the unbiased one, as PyTorch's. Batch
            normalisation's epsilon is 1e-3 in CovidNet3D and 1e-5, PyTorch's default, in the baselines.

            ```python
            def to_pytorch(ours):
                axes = {5: (4, 3, 0, 1, 2), 4: (3, 0, 1, 2), 2: (1, 0), 1: (0,)}[ours.ndim]
                turned = ours.transpose(axes)
                return turned[:, None] if ours.ndim == 4 else turned
            ```

            An ONNX file has PyTorch's layouts, a SavedModel ours; in both, batch normalisation after a convolution is part of
            that convolution's kernel and bias.
            """;
    private static final String NORMALISATION = "{gamma,beta,running_mean,running_var}";
    private static final String NORMALISATION_IN_PYTORCH = "{weight,bias,running_mean,running_var}";

    /** What turns our names into a library's, applied in order. */
    private static final Map<String, String> RESNET = rules(
            "^stem\\.", "", "downsample\\.conv", "downsample.0", "downsample\\.bn", "downsample.1", "^head", "fc");

    private static final Map<String, String> MIXED = rules(
            "^stem\\.conv",
            "stem.0",
            "^stem\\.bn",
            "stem.1",
            "downsample\\.conv",
            "downsample.0",
            "downsample\\.bn",
            "downsample.1",
            "\\.conv(\\d)",
            ".conv$1.0",
            "\\.bn(\\d)",
            ".conv$1.1",
            "^head",
            "fc");
    private static final Map<String, String> DENSENET =
            rules("^(stem|final)\\.", "features.", "^(denseblock|transition)", "features.$1", "^head", "classifier");

    private WeightsDocument() {}

    private static Map<String, String> rules(String... pairs) {
        Map<String, String> rules = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            rules.put(pairs[i], pairs[i + 1]);
        }
        return rules;
    }

    static String text() {
        int[] operations =
                IntStream.range(0, 21).map(block -> block == 0 ? 7 : 5).toArray();
        Architecture searched = new CovidNet3d(Strides.ANISOTROPIC.macro(Widths.S, 1, 2), Genotype.of(operations));
        return INTRODUCTION
                + section(
                        "CovidNet3D",
                        "Example: widths S, 1 channel, 2 classes. The convolution of a Skip is there only where a stride or"
                                + " a width changes. A supernet has all candidate operations of all blocks. PyTorch's side is"
                                + " these layers as modules of the same names; nobody has published weights of them.",
                        table(searched, Map.of()))
                + section(
                        "ResNet3D101",
                        "PyTorch's names: `models/resnet.py` of kenshohara/3D-ResNets-PyTorch (there the stem's stride is"
                                + " (2, 2, 2) from 32 slices on, and (1, 2, 2) below, as here).",
                        table(Baseline.RESNET3D101.architecture(3, 2), RESNET))
                + section(
                        "DenseNet3D121",
                        "PyTorch's names: torchvision's `densenet121`, its convolutions three-dimensional.",
                        table(Baseline.DENSENET3D121.architecture(3, 2), DENSENET))
                + section(
                        "MC3_18",
                        "PyTorch's names: torchvision's `models.video.mc3_18`.",
                        table(Baseline.MC3_18.architecture(3, 2), MIXED));
    }

    private static String section(String title, String about, List<String> rows) {
        return "\n## " + title + "\n\n" + about
                + "\n\n| ours | shape | PyTorch | shape |\n| --- | --- | --- | --- |\n"
                + rows.stream().map(row -> row + "\n").collect(Collectors.joining());
    }

    private static List<String> table(Architecture architecture, Map<String, String> rules) {
        List<ParameterLayout> layouts = new ArrayList<>();
        for (LayerGroup group : architecture.groups()) {
            layouts.add(ParameterLayout.of(group));
        }
        layouts.add(ParameterLayout.head(architecture.headWidth(), architecture.classes()));
        Set<String> kinds = new HashSet<>();
        List<String> rows = new ArrayList<>();
        for (ParameterLayout layout : layouts) {
            layout.weights().forEach((name, entry) -> {
                if (!name.endsWith(".beta") && kinds.add(kind(name))) {
                    rows.add(row(name, entry.shape(), rules));
                }
            });
        }
        return rows;
    }

    /** The name without the number of its block or layer. */
    private static String kind(String name) {
        return name.replaceAll("(block|op|layer|transition)\\d+", "$1").replaceAll("layer\\.\\d+", "layer");
    }

    private static String row(String name, int[] shape, Map<String, String> rules) {
        return String.format(
                "| `%s` | %s | `%s` | %s |",
                name.replace("gamma", NORMALISATION), text(shape), pytorch(name, rules), text(pytorch(shape)));
    }

    private static String pytorch(String name, Map<String, String> rules) {
        String theirs = name;
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            theirs = theirs.replaceFirst(rule.getKey(), rule.getValue());
        }
        if (theirs.endsWith(".gamma")) {
            return theirs.replace("gamma", NORMALISATION_IN_PYTORCH);
        }
        return name.startsWith("head.") ? theirs : theirs + ".weight";
    }

    private static int[] pytorch(int[] ours) {
        return switch (ours.length) {
            case 5 -> new int[] {ours[4], ours[3], ours[0], ours[1], ours[2]};
            case 4 -> new int[] {ours[3], 1, ours[0], ours[1], ours[2]};
            case 2 -> new int[] {ours[1], ours[0]};
            default -> ours;
        };
    }

    private static String text(int[] shape) {
        return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
