package org.gantry.app.report;

import java.awt.Color;
import org.gantry.domain.network.Operation;

/** How an operation looks in pictures: a hue a kernel, the darker the larger the expansion. */
final class OperationLook {
    private static final Color[] COLOURS = {
        new Color(0xC9, 0xDF, 0xF2),
        new Color(0x90, 0xBF, 0xE3),
        new Color(0x56, 0x98, 0xD0),
        new Color(0xC3, 0xE5, 0xBC),
        new Color(0x6D, 0xBF, 0x70),
        new Color(0xFC, 0xC8, 0x94),
        new Color(0xEE, 0x86, 0x45),
        new Color(0xEE, 0xEE, 0xEE)
    };
    private static final int NARROWEST = 116; // Skip
    private static final int CONVOLUTION = 150;
    private static final int PER_KERNEL = 8; // a voxel of its side
    private static final int PER_EXPANSION = 7;
    private static final int DARK = 115;

    private OperationLook() {}

    static Color colour(Operation operation) {
        return COLOURS[operation.index()];
    }

    /** Width of its box, pixels. */
    static int width(Operation operation) {
        return operation == Operation.SKIP
                ? NARROWEST
                : CONVOLUTION + PER_KERNEL * (operation.kernel() - 3) + PER_EXPANSION * (operation.expansion() - 3);
    }

    /** The paper's name, more easily read: {@code MBConv4 5x5x5}. */
    static String name(Operation operation) {
        String[] parts = operation.paperName().split("_", -1);
        return parts.length == 1 ? parts[0] : parts[1] + " " + parts[0];
    }

    /** The colour of text that is read well on a colour. */
    static Color ink(Color ground) {
        double brightness = 0.3 * ground.getRed() + 0.59 * ground.getGreen() + 0.11 * ground.getBlue();
        return brightness > DARK ? Color.BLACK : Color.WHITE;
    }
}
