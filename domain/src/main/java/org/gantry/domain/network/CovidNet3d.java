package org.gantry.domain.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gantry.domain.network.Layer.Activation;
import org.gantry.domain.network.Layer.BatchNorm;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.domain.network.Layer.Depthwise;
import org.gantry.domain.network.LayerGroup.Join;
import org.gantry.domain.network.MacroArchitecture.Block;

/**
 * A network of the paper's search space (paper, "Search Space", Figure 1).
 *
 * @param macro what the search leaves fixed
 * @param genotype what it chose
 */
public record CovidNet3d(MacroArchitecture macro, Genotype genotype) implements Architecture {
    /** Batch normalisation's epsilon in all of them (released code). */
    public static final float EPSILON = 1e-3f;

    public CovidNet3d {
        macro.check(genotype);
    }

    /** One of those that a search chooses among, for what all of them have in common: no block does anything. */
    public static CovidNet3d anyOf(MacroArchitecture macro) {
        return new CovidNet3d(macro, new Genotype(Collections.nCopies(macro.blockCount(), Operation.SKIP)));
    }

    @Override
    public String name() {
        return genotype.toString();
    }

    @Override
    public int inChannels() {
        return macro.inChannels();
    }

    @Override
    public int classes() {
        return macro.classes();
    }

    @Override
    public List<List<LayerGroup>> cells() {
        List<List<LayerGroup>> cells = new ArrayList<>();
        cells.add(List.of(stem(macro)));
        macro.cells().forEach(cell -> cells.add(new ArrayList<>()));
        for (Block block : macro.blocks()) {
            cells.get(block.cell() + 1).add(candidate(block, genotype.operation(block.index())));
        }
        return cells;
    }

    /** The stem: Conv3D 3x3x3, BN, ReLU6. */
    public static LayerGroup stem(MacroArchitecture macro) {
        return LayerGroup.plain(
                "stem",
                List.of(
                        new Convolution(
                                "conv", Kernel.cube(3), macro.stemStride(), macro.inChannels(), macro.stemWidth()),
                        new BatchNorm("bn", macro.stemWidth(), EPSILON),
                        Activation.RELU6));
    }

    /** A block with one of its candidate operations (Figure 1, right). */
    public static LayerGroup candidate(Block block, Operation operation) {
        String name = "block" + block.index() + ".op" + operation.index();
        if (operation == Operation.SKIP) {
            return LayerGroup.plain(name, block.hasShortcut() ? List.of() : skip(block));
        }
        List<Layer> mbConv = mbConv(block, operation);
        return block.hasShortcut() ? LayerGroup.identity(name, mbConv, Join.ADD) : LayerGroup.plain(name, mbConv);
    }

    private static List<Layer> mbConv(Block block, Operation operation) {
        int in = block.inWidth();
        int middle = operation.expansion() * in;
        int out = block.outWidth();
        return List.of(
                new Convolution("expand.conv", Kernel.ONE, Stride.ONE, in, middle),
                new BatchNorm("expand.bn", middle, EPSILON),
                Activation.RELU6,
                new Depthwise("dw.conv", Kernel.cube(operation.kernel()), block.stride(), middle),
                new BatchNorm("dw.bn", middle, EPSILON),
                Activation.RELU6,
                new Convolution("project.conv", Kernel.ONE, Stride.ONE, middle, out),
                new BatchNorm("project.bn", out, EPSILON));
    }

    private static List<Layer> skip(Block block) {
        return List.of(
                new Convolution("skip.conv", Kernel.ONE, block.stride(), block.inWidth(), block.outWidth()),
                new BatchNorm("skip.bn", block.outWidth(), EPSILON));
    }
}
