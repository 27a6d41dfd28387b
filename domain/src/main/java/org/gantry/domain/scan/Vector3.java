package org.gantry.domain.scan;

/**
 * A point or a step in patient space, in millimetres: x to the right, y to the front, z to the head (RAS, as NIfTI's).
 *
 * @param x towards the patient's right
 * @param y towards the front
 * @param z towards the head
 */
public record Vector3(double x, double y, double z) {
    /** Without negative zeros, which are equal to zero but print, and so digest, otherwise. */
    public Vector3 {
        x += 0.0;
        y += 0.0;
        z += 0.0;
    }

    /** Sum. */
    public Vector3 plus(Vector3 other) {
        return new Vector3(x + other.x, y + other.y, z + other.z);
    }

    /** Multiple. */
    public Vector3 times(double factor) {
        return new Vector3(x * factor, y * factor, z * factor);
    }

    /** Product of lengths and the cosine between. */
    public double dot(Vector3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /** Perpendicular to both, as long as the area between them. */
    public Vector3 cross(Vector3 other) {
        return new Vector3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    /** Length in millimetres. */
    public double length() {
        return Math.sqrt(dot(this));
    }
}
