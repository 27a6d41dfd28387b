package org.gantry.app.phantom;

import org.gantry.domain.RandomFunction;
import org.gantry.domain.scan.Vector3;

/**
 * A lesion between ground glass and consolidation: a lumpy ellipsoid, flatter towards head and feet, that fades out at
 * its rim.
 *
 * @param centre its middle, mm
 * @param radius within an axial slice, mm
 * @param hu attenuation of its core
 * @param lumps where its lumps begin, radians
 */
record Lesion(Vector3 centre, double radius, double hu, double lumps) {
    private static final double FLATNESS = 0.8;
    private static final double RIM = 0.3;

    /** A lesion of 20 to 36 mm and −350 to −100 HU. */
    static Lesion draw(Vector3 centre, RandomFunction random) {
        return new Lesion(
                centre, 20 + 16 * random.uniform(0), -350 + 250 * random.uniform(1), 2 * Math.PI * random.uniform(2));
    }

    /** Distance from the middle; 1 at the rim. */
    double distance(Vector3 p) {
        double x = p.x() - centre.x();
        double y = p.y() - centre.y();
        double z = (p.z() - centre.z()) / FLATNESS;
        double lumpy = radius * (1 + 0.15 * Math.sin(3 * Math.atan2(y, x) + lumps));
        return Math.sqrt(x * x + y * y + z * z) / lumpy;
    }

    /** How much of the lesion a place is: 1 in the core, 0 outside. */
    double share(Vector3 p) {
        return Math.min(1, Math.max(0, (1 - distance(p)) / RIM));
    }
}
