package org.gantry.app.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Puts pictures on disk. */
public final class Pictures {
    private Pictures() {}

    /** Writes a PNG. */
    public static void write(BufferedImage picture, Path file) {
        try {
            if (!ImageIO.write(picture, "png", file.toFile())) {
                throw new IllegalStateException("this JVM writes no PNG; it lacks the module java.desktop");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
