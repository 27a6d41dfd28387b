package org.gantry.domain.network;

import java.util.ArrayList;
import java.util.List;

/**
 * What a network costs, in closed form: nothing is built (paper, "Search Space" and Table 3).
 *
 * @param parameters trainable numbers; batch normalisation's gamma and beta count, its running statistics do not
 * @param macs multiplications of one forward pass of one volume, taps that fall into the padding included
 * @param shapes the feature maps after the stem and after each cell
 */
public record NetworkDescription(long parameters, long macs, List<Shape> shapes) {
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

    /** Describes a network on an input of this size. */
    public static NetworkDescription of(Architecture architecture, Grid input) {
        long parameters = 0;
        long macs = 0;
        Grid grid = input;
        int width = architecture.inChannels();
        List<Shape> shapes = new ArrayList<>();
        for (List<LayerGroup> cell : architecture.cells()) {
            for (LayerGroup group : cell) {
                parameters += group.parameters();
                macs += group.macs(grid);
                grid = group.grid(grid);
                width = group.width(width);
            }
            shapes.add(new Shape(grid, width));
        }
        long head = (long) width * architecture.classes();
        return new NetworkDescription(parameters + head + architecture.classes(), macs + head, shapes);
    }

    /** The paper's "MB": trainable parameters of four bytes each, in 2^20 bytes. */
    public double mib() {
        return parameters * (double) Float.BYTES / (1 << 20);
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
