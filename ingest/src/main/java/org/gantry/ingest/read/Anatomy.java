package org.gantry.ingest.read;

import java.util.List;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;

/** Where headers of voxels say that they lie. */
public final class Anatomy {
    private static final double KILOMETRE = 1e6;

    private Anatomy() {}

    /**
     * A geometry that a patient fits in; a damaged header says places from which sums run out of numbers.
     *
     * @throws IllegalArgumentException where no patient does
     */
    public static VolumeGeometry usable(VolumeGeometry geometry) {
        for (Vector3 v : List.of(geometry.origin(), geometry.slice(), geometry.row(), geometry.column())) {
            if (!(v.length() < KILOMETRE)) {
                throw new IllegalArgumentException("a place or step of " + v.length() + " mm");
            }
        }
        return geometry;
    }

    /**
     * Of voxels (i, j, k) whose header names places in a space of its own.
     *
     * @param toRight 1 where x goes to the right as ours does, −1 where it goes to the left
     * @param toFront 1 where y goes to the front as ours does, −1 where it goes to the back
     * @param steps along i, j, k
     * @throws UnreadableScanException where no patient fits in
     */
    public static VolumeGeometry placed(ScanFile file, int toRight, int toFront, Vector3 origin, Vector3[] steps) {
        try {
            return usable(new VolumeGeometry(
                    turned(toRight, toFront, origin),
                    turned(toRight, toFront, steps[2]),
                    turned(toRight, toFront, steps[1]),
                    turned(toRight, toFront, steps[0])));
        } catch (IllegalArgumentException e) {
            throw file.unreadable("geometry", "is unusable: " + e.getMessage(), "convert the scan again");
        }
    }

    private static Vector3 turned(int toRight, int toFront, Vector3 v) {
        return new Vector3(toRight * v.x(), toFront * v.y(), v.z());
    }
}
