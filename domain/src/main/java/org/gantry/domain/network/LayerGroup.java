package org.gantry.domain.network;

import java.util.List;
import java.util.stream.Stream;

/**
 * Layers whose parameters are named and updated together: a stem, a block, a transition. Its output is
 * {@code after(body(x) joined with shortcut(x))}.
 *
 * @param name the beginning of its parameters' names
 * @param body the layers in order; none for an identity
 * @param join what is done with the shortcut
 * @param shortcut layers of the shortcut, none for the identity; unused where nothing is joined
 * @param after layers after the join
 */
public record LayerGroup(String name, List<Layer> body, Join join, List<Layer> shortcut, List<Layer> after) {
    /** How a shortcut meets the body's output. */
    public enum Join {
        /** There is no shortcut. */
        NONE,
        /** Added (He et al. 2016). */
        ADD,
        /** Put before it, channel by channel (Huang et al. 2017). */
        CONCATENATE
    }

    public LayerGroup {
        body = List.copyOf(body);
        shortcut = List.copyOf(shortcut);
        after = List.copyOf(after);
    }

    /** Layers without a shortcut. */
    public static LayerGroup plain(String name, List<Layer> body) {
        return new LayerGroup(name, body, Join.NONE, List.of(), List.of());
    }

    /** Layers with the identity beside them. */
    public static LayerGroup identity(String name, List<Layer> body, Join join) {
        return new LayerGroup(name, body, join, List.of(), List.of());
    }

    /** All layers, in the order in which their parameters are laid out. */
    public List<Layer> layers() {
        return Stream.of(body, shortcut, after).flatMap(List::stream).toList();
    }

    /** Channels out, for so many in. */
    public int width(int in) {
        int out = in;
        for (Layer layer : body) {
            out = layer.width(out);
        }
        return join == Join.CONCATENATE ? in + out : out;
    }

    /** Positions out. */
    public Grid grid(Grid in) {
        Grid out = in;
        for (Layer layer : body) {
            out = layer.grid(out);
        }
        return out;
    }

    /** Trainable numbers. */
    public long parameters() {
        return layers().stream().mapToLong(Layer::parameters).sum();
    }

    /** Multiplications for one volume of features. */
    public long macs(Grid in) {
        return macs(body, in) + macs(shortcut, in) + macs(after, grid(in));
    }

    private static long macs(List<Layer> layers, Grid in) {
        long macs = 0;
        Grid grid = in;
        for (Layer layer : layers) {
            macs += layer.macs(grid);
            grid = layer.grid(grid);
        }
        return macs;
    }
}
