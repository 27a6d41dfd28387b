package org.gantry.app.phantom;

import org.gantry.domain.RandomFunction;
import org.gantry.domain.scan.Vector3;

/**
 * A synthetic chest as a function of place: an ellipse of fat and muscle, ribs, spine and breastbone, two lungs, the
 * heart, the windpipe and the organs below the diaphragm. Places are patient space, mm, the chest's middle at 0.
 *
 * @param size of this chest over the average one
 * @param breath height of the diaphragm over the average one, mm
 * @param ribs where the ribs begin, as a share of their distance
 */
record Anatomy(double size, double breath, double ribs) {
    private static final Vector3 LUNG = new Vector3(65, 2, 0);
    private static final Vector3 HEART = new Vector3(-20, 26, -35);
    private static final Vector3 LIVER = new Vector3(62, 0, -140);
    private static final Vector3 SPLEEN = new Vector3(-62, -5, -146);
    private static final double RIB_DISTANCE = 27;

    /** What a place is made of, with its attenuation. */
    enum Tissue {
        AIR(-1000),
        FAT(-100),
        MUSCLE(45),
        BONE(380),
        HEART(40),
        ORGAN(60),
        LUNG(-850);

        private final int hu;

        Tissue(int hu) {
            this.hu = hu;
        }

        /** Attenuation in Hounsfield units. */
        int hu() {
            return hu;
        }
    }

    /** A chest drawn at random. */
    static Anatomy draw(RandomFunction random) {
        return new Anatomy(0.92 + 0.12 * random.uniform(0), -10 + 20 * random.uniform(1), random.uniform(2));
    }

    /** What is there. */
    Tissue at(Vector3 place) {
        Vector3 p = place.times(1 / size);
        double wall = Math.hypot(p.x() / 145, p.y() / 116);
        if (wall > 1 || inWindpipe(p)) {
            return Tissue.AIR;
        }
        if (wall > 0.93) {
            return Tissue.FAT;
        }
        if (inBone(p, wall)) {
            return Tissue.BONE;
        }
        return within(p, HEART, 47, 46, 50) ? Tissue.HEART : inside(p, wall);
    }

    private Tissue inside(Vector3 p, double wall) {
        Vector3 raised = new Vector3(0, 0, breath);
        if (wall < 0.82 && (within(p, LIVER.plus(raised), 68, 94, 62) || within(p, SPLEEN.plus(raised), 68, 94, 58))) {
            return Tissue.ORGAN;
        }
        Vector3 right = new Vector3(Math.abs(p.x()), p.y(), p.z());
        return wall < 0.82 && within(right, LUNG, 50, 81, 135) ? Tissue.LUNG : Tissue.MUSCLE;
    }

    private boolean inBone(Vector3 p, double wall) {
        boolean spine = within(flat(p), new Vector3(0, -76, 0), 19, 18, 1) || within(flat(p), SPINE_TIP, 6, 14, 1);
        boolean breastbone = wall > 0.82 && wall < 0.9 && p.y() > 0 && Math.abs(p.x()) < 16;
        double along = (p.z() + 0.3 * p.y()) / RIB_DISTANCE + ribs; // ribs slope down to the front
        boolean rib = wall > 0.83 && wall < 0.9 && along - Math.floor(along) < 0.4;
        return spine || breastbone || rib;
    }

    private static final Vector3 SPINE_TIP = new Vector3(0, -97, 0);

    private static Vector3 flat(Vector3 p) {
        return new Vector3(p.x(), p.y(), 0);
    }

    private static boolean inWindpipe(Vector3 p) {
        return p.z() > 15 && within(flat(p), new Vector3(0, -12, 0), 9, 8, 1);
    }

    private static boolean within(Vector3 p, Vector3 centre, double rx, double ry, double rz) {
        double x = (p.x() - centre.x()) / rx;
        double y = (p.y() - centre.y()) / ry;
        double z = (p.z() - centre.z()) / rz;
        return x * x + y * y + z * z < 1;
    }
}
