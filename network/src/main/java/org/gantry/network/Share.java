package org.gantry.network;

/** A number from 0 up to, but not 1; outside {@link TrainingSettings}, whose constants need its parts' checks first. */
final class Share {
    private Share() {}

    static void require(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1), not " + value);
        }
    }
}
