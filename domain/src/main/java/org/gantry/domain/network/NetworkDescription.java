package org.gantry.domain.network;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.MacroArchitecture.Block;

/**
 * What a genotype costs, in closed form: nothing is built (paper, "Search Space" and Table 3).
 *
 * @param parameters trainable numbers; batch normalisation's gamma and beta count, its running statistics do not
 * @param macs multiplications of one forward pass of one volume, taps that fall into the padding included
 * @param shapes the feature maps after the stem and after each cell
 */
public record NetworkDescription(long parameters, long macs, List<Shape> shapes) {
    private static final int STEM_KERNEL = 27;

    /**
     * A feature map's size.
     *
     * @param grid its positions
     * @param channels numbers at each of them
     */
    public record Shape(Grid grid, int channels) {
        @Override
        public String toString() {
            return grid + "x" + channels;
        }
    }

    public NetworkDescription {
        shapes = List.copyOf(shapes);
    }

    /** Describes the network of a genotype on an input of this size. */
    public static NetworkDescription of(MacroArchitecture macro, Genotype genotype, Grid input) {
        macro.check(genotype);
        Grid grid = macro.stemStride().apply(input);
        long stem = (long) STEM_KERNEL * macro.inChannels() * macro.stemWidth();
        long parameters = stem + 2L * macro.stemWidth();
        long macs = stem * grid.positions();
        List<Shape> shapes = new ArrayList<>();
        shapes.add(new Shape(grid, macro.stemWidth()));
        for (Block block : macro.blocks()) {
            Operation operation = genotype.operation(block.index());
            parameters += parameters(block, operation);
            macs += macs(block, operation, grid);
            grid = block.stride().apply(grid);
            if (macro.endsCell(block)) {
                shapes.add(new Shape(grid, block.outWidth()));
            }
        }
        long head = (long) macro.headWidth() * macro.classes();
        return new NetworkDescription(parameters + head + macro.classes(), macs + head, shapes);
    }

    /** Trainable numbers of one candidate operation of a block. */
    public static long parameters(Block block, Operation operation) {
        long in = block.inWidth();
        long out = block.outWidth();
        if (operation == Operation.SKIP) {
            return block.hasShortcut() ? 0 : in * out + 2 * out;
        }
        long middle = operation.expansion() * in;
        return in * middle + 2 * middle + middle * taps(operation) + 2 * middle + middle * out + 2 * out;
    }

    private static long macs(Block block, Operation operation, Grid grid) {
        long in = block.inWidth();
        long out = block.outWidth();
        long before = grid.positions();
        long after = block.stride().apply(grid).positions();
        if (operation == Operation.SKIP) {
            return block.hasShortcut() ? 0 : in * out * after;
        }
        long middle = operation.expansion() * in;
        return in * middle * before + middle * taps(operation) * after + middle * out * after;
    }

    private static long taps(Operation operation) {
        return (long) operation.kernel() * operation.kernel() * operation.kernel();
    }

    /** The paper's "MB": trainable parameters of four bytes each, in 2^20 bytes. */
    public double mib() {
        return parameters * (double) Float.BYTES / (1 << 20);
    }

    /** The grid of the last feature map, and so of a CAM. */
    public Grid camGrid() {
        return shapes.get(shapes.size() - 1).grid();
    }

    /** A line for people: size, cost and the way down, for example {@code 2,811,922 parameters (10.73 MB), ...}. */
    @Override
    public String toString() {
        return String.format(
                "%,d parameters (%.2f MB), %,d multiplications, %s",
                parameters,
                mib(),
                macs,
                String.join(" ", shapes.stream().map(Shape::toString).toList()));
    }
}
