package org.gantry.app.phantom;

import org.gantry.domain.RandomFunction;
import org.gantry.domain.scan.Vector3;

/** The lungs' vessels as thin lines from the hilum of each lung outwards, one voxel wide. */
final class Vessels {
    private static final int A_LUNG = 16;
    private static final double STEP = 1.5; // mm
    private static final int HILUM_HU = 0;
    private static final int TIP_HU = -450; // a thin vessel fills a part of its voxel

    private Vessels() {}

    /** Writes vessels over the lungs' voxels and marks them. */
    static void draw(Body body, boolean[] vessels, RandomFunction random) {
        for (int v = 0; v < 2 * A_LUNG; v++) {
            RandomFunction its = random.at(v);
            double side = v < A_LUNG ? 1 : -1;
            Vector3 hilum = new Vector3(side * 22, -5, -5 + 20 * its.uniform(0));
            Vector3 tip = new Vector3(
                    side * (40 + 70 * its.uniform(1)), -72 + 144 * its.uniform(2), -80 + 165 * its.uniform(3));
            Vector3 bend = new Vector3(0, 12 * its.gaussian(4), 12 * its.gaussian(5));
            line(body, vessels, hilum, tip, bend);
        }
    }

    private static void line(Body body, boolean[] vessels, Vector3 hilum, Vector3 tip, Vector3 bend) {
        Vector3 way = tip.plus(hilum.times(-1));
        int steps = (int) (way.length() / STEP);
        for (int s = 0; s < steps; s++) {
            double t = s / (double) steps;
            Vector3 p = hilum.plus(way.times(t)).plus(bend.times(4 * t * (1 - t)));
            int voxel = body.voxel(p);
            if (voxel >= 0 && body.lung()[voxel]) {
                vessels[voxel] = true;
                body.hu()[voxel] = (float) (HILUM_HU + t * (TIP_HU - HILUM_HU));
            }
        }
    }
}
