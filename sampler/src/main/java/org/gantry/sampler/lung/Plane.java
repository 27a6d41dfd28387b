package org.gantry.sampler.lung;

import java.util.Arrays;
import java.util.List;

/**
 * A slice's pixels, each in or out.
 *
 * @param rows of it
 * @param columns of it
 * @param in (row, column) row-major
 */
record Plane(int rows, int columns, boolean[] in) {
    /** Those pixels that are in and no way of such pixels joins with the border. */
    Plane apartFromBorder() {
        boolean[] reached = reached();
        boolean[] out = new boolean[in.length];
        for (int at = 0; at < out.length; at++) {
            out[at] = in[at] && !reached[at];
        }
        return new Plane(rows, columns, out);
    }

    /**
     * With its small holes: pixels that are out and that no way of such pixels joins with the border.
     *
     * @param most pixels of a hole at most
     */
    Plane filled(double most) {
        Plane holes = new Plane(rows, columns, inverse(in)).apartFromBorder();
        boolean[] out = in.clone();
        boolean[] small = new Components(List.of(holes)).upTo(most).get(0).in;
        for (int at = 0; at < out.length; at++) {
            out[at] |= small[at];
        }
        return new Plane(rows, columns, out);
    }

    /**
     * Closed with a disc: dilated by it, then eroded. What lies beyond the frame is out.
     *
     * @param radius in pixels
     */
    Plane closed(double radius) {
        int margin = (int) Math.ceil(radius) + 1;
        Plane dilated = framed(margin).dilated(radius);
        Plane outside = new Plane(dilated.rows, dilated.columns, inverse(dilated.in));
        return new Plane(dilated.rows, dilated.columns, inverse(outside.dilated(radius).in)).framed(-margin);
    }

    /** With so many more pixels, which are out, on each side; or fewer. */
    private Plane framed(int margin) {
        Plane framed = new Plane(
                rows + 2 * margin, columns + 2 * margin, new boolean[(rows + 2 * margin) * (columns + 2 * margin)]);
        int from = Math.max(0, -margin);
        for (int row = from; row < rows - from; row++) {
            System.arraycopy(
                    in,
                    row * columns + from,
                    framed.in,
                    (row + margin) * framed.columns + from + margin,
                    columns - 2 * from);
        }
        return framed;
    }

    /** Dilated with a disc. */
    Plane dilated(double radius) {
        return new Plane(rows, columns, new SquaredDistance(rows, columns).within(in, radius * radius));
    }

    private static boolean[] inverse(boolean[] of) {
        boolean[] out = new boolean[of.length];
        for (int at = 0; at < out.length; at++) {
            out[at] = !of[at];
        }
        return out;
    }

    /** Pixels that are in, from the border inwards. */
    private boolean[] reached() {
        boolean[] reached = new boolean[in.length];
        int[] stack = new int[64];
        int top = 0;
        for (int at = 0; at < in.length; at++) {
            int row = at / columns;
            int column = at % columns;
            if (in[at] && (row == 0 || column == 0 || row == rows - 1 || column == columns - 1)) {
                reached[at] = true;
                stack = top == stack.length ? Arrays.copyOf(stack, 2 * top) : stack;
                stack[top++] = at;
            }
        }
        while (top > 0) {
            int at = stack[--top];
            int column = at % columns;
            stack = top + 4 > stack.length ? Arrays.copyOf(stack, 2 * stack.length) : stack;
            top = go(at - columns, at >= columns, reached, stack, top);
            top = go(at + columns, at < in.length - columns, reached, stack, top);
            top = go(at - 1, column > 0, reached, stack, top);
            top = go(at + 1, column < columns - 1, reached, stack, top);
        }
        return reached;
    }

    private int go(int to, boolean there, boolean[] reached, int[] stack, int top) {
        if (!there || reached[to] || !in[to]) {
            return top;
        }
        reached[to] = true;
        stack[top] = to;
        return top + 1;
    }
}
