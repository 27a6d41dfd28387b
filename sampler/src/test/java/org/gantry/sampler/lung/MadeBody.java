package org.gantry.sampler.lung;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** A made chest in HU: an ellipse with two lungs, a trachea, a table under it, a vessel, a nodule at the pleura. */
public final class MadeBody {
    static final int SIDE = 128;
    static final int SLICES = 24;

    private MadeBody() {}

    /** A place in the chest, each from −1 to 1, y to the back. */
    record Place(double x, double y, double z) {
        boolean inside(double cx, double cy, double rx, double ry) {
            return Math.pow((x - cx) / rx, 2) + Math.pow((y - cy) / ry, 2) < 1;
        }

        boolean body() {
            return inside(0, 0, 0.85, 0.6);
        }

        boolean nodule() {
            return body() && Math.abs(z) < 0.3 && inside(0.71, 0, 0.06, 0.06);
        }

        boolean vessel() {
            return inside(-0.4, 0, 0.05, 0.05);
        }

        /** What the lungs enclose, vessel and nodule included. */
        boolean lung() {
            double r = Math.sqrt(Math.max(0, 1 - z * z / 0.8));
            return r > 0 && (inside(-0.42, 0, 0.32 * r, 0.45 * r) || inside(0.42, 0, 0.32 * r, 0.45 * r));
        }

        boolean trachea() {
            return z > 0.4 && inside(0, -0.1, 0.06, 0.06);
        }

        boolean table() {
            return y > 0.75 && y < 0.8;
        }
    }

    /** HU with noise, feet to head; with lungs or without. */
    public static List<float[]> hu(boolean lungs, long seed) {
        Random random = new Random(seed);
        List<float[]> slices = new ArrayList<>();
        for (int s = 0; s < SLICES; s++) {
            float[] slice = new float[SIDE * SIDE];
            for (int at = 0; at < slice.length; at++) {
                slice[at] = (float) (hu(place(s, at), lungs) + 30 * random.nextGaussian());
            }
            slices.add(slice);
        }
        return slices;
    }

    private static double hu(Place p, boolean lungs) {
        if (lungs && (p.nodule() || (p.lung() && p.vessel()))) {
            return 40;
        }
        if (lungs && (p.lung() || p.trachea())) {
            return p.trachea() ? -1000 : -850;
        }
        return p.body() ? 40 : p.table() ? -100 : -1000;
    }

    private static Place place(int slice, int at) {
        int row = at / SIDE;
        int column = at % SIDE;
        return new Place((2.0 * column + 1) / SIDE - 1, (2.0 * row + 1) / SIDE - 1, (2.0 * slice + 1) / SLICES - 1);
    }

    /** Share of some places that are lung by a mask. */
    static double share(Lungs lungs, Predicate<Place> where) {
        int all = 0;
        int in = 0;
        for (int s = 0; s < SLICES; s++) {
            for (int at = 0; at < SIDE * SIDE; at++) {
                if (where.test(place(s, at))) {
                    all++;
                    in += lungs.contains(s, at / SIDE, at % SIDE) ? 1 : 0;
                }
            }
        }
        return (double) in / all;
    }
}
