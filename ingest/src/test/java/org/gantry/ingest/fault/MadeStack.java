package org.gantry.ingest.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Slices to find faults in: a made chest, and what real scans are cut to. */
final class MadeStack {
    private MadeStack() {}

    /** A chest of grey values 0 to 255 with noise of its own in each slice: body, two lungs, spine, vessels. */
    static Looked chest(int slices, int side, long seed) {
        Random random = new Random(seed);
        List<float[]> pixels = new ArrayList<>();
        for (int z = 0; z < slices; z++) {
            double t = (z + 0.5) / slices;
            double lung = Math.sqrt(Math.max(0, 1 - Math.pow(2 * t - 0.9, 2)));
            float[] slice = new float[side * side];
            for (int at = 0; at < slice.length; at++) {
                int row = at / side;
                int column = at % side;
                double y = 2.0 * row / side - 1;
                double x = 2.0 * column / side - 1;
                double grey = 50;
                grey = inside(x, y, 0, 0, 0.9 - 0.1 * t, 0.7) ? 205 + 10 * Math.sin(9 * x + 4 * t) : grey;
                boolean left = inside(x, y, -0.42, 0.15 * t, 0.32 * lung, 0.42 * lung);
                boolean right = inside(x, y, 0.42 - 0.04 * t, 0.2 * t - 0.1, 0.3 * lung, 0.4 * lung);
                grey = left || right ? 90 + 25 * Math.sin(7 * x + 6 * t) * Math.cos(5 * y - 4 * t) : grey;
                boolean vessel = inside(x, y, -0.55 + 0.3 * t, 0.4 * t - 0.2, 0.05, 0.05)
                        || inside(x, y, 0.35 + 0.3 * t, 0.3 - 0.6 * t, 0.06, 0.04);
                grey = vessel ? 200 : grey;
                grey = inside(x, y, 0, 0.45, 0.12, 0.12) ? 250 : grey;
                slice[at] = (float) Math.max(0, Math.min(255, Math.round(grey + 4 * random.nextGaussian())));
            }
            pixels.add(slice);
        }
        return looked(pixels, side, side, 0, 255);
    }

    private static boolean inside(double x, double y, double cx, double cy, double rx, double ry) {
        return rx > 0 && Math.pow((x - cx) / rx, 2) + Math.pow((y - cy) / ry, 2) < 1;
    }

    static Looked looked(List<float[]> pixels, int rows, int columns, double low, double width) {
        List<String> names = IntStream.rangeClosed(1, pixels.size())
                .mapToObj(n -> "IM" + n + ".png")
                .toList();
        return new Looked(pixels, names, rows, columns, low, width);
    }

    /** The same scan with other slices. */
    static Looked with(Looked scan, List<float[]> pixels) {
        return looked(pixels, scan.rows(), scan.columns(), scan.low(), scan.width());
    }

    /** The same scan with all but its lungs black: dark pixels that no dark way joins with the border. */
    static Looked segmented(Looked scan) {
        return with(scan, scan.pixels().stream().map(p -> lungs(scan, p)).toList());
    }

    private static float[] lungs(Looked scan, float[] pixels) {
        boolean[] outside = new boolean[pixels.length];
        int[] stack = new int[pixels.length];
        int top = 0;
        for (int at = 0; at < pixels.length; at++) {
            int y = at / scan.columns();
            int x = at % scan.columns();
            if (y == 0 || x == 0 || y == scan.rows() - 1 || x == scan.columns() - 1) {
                outside[at] = dark(scan, pixels[at]);
                stack[top] = at;
                top += outside[at] ? 1 : 0;
            }
        }
        while (top > 0) {
            int at = stack[--top];
            for (int step : new int[] {1, -1, scan.columns(), -scan.columns()}) {
                int to = at + step;
                boolean wraps = Math.abs(to % scan.columns() - at % scan.columns()) > 1;
                if (to >= 0 && to < pixels.length && !wraps && !outside[to] && dark(scan, pixels[to])) {
                    outside[to] = true;
                    stack[top++] = to;
                }
            }
        }
        float[] lungs = new float[pixels.length];
        for (int at = 0; at < pixels.length; at++) {
            lungs[at] = !outside[at] && dark(scan, pixels[at]) ? pixels[at] : (float) scan.low();
        }
        return lungs;
    }

    private static boolean dark(Looked scan, float pixel) {
        return scan.grey(pixel) < 0.6;
    }
}
