package org.gantry.app.doctor;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Whether text can be drawn: a run's pictures have labels, and slim containers come without a font. */
final class Fonts {
    private Fonts() {}

    static Finding look() {
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
            double width = font.getStringBounds("gantry", new FontRenderContext(null, true, true))
                    .getWidth();
            return width > 0 ? Finding.ok("fonts", font.getFontName()) : lacking("no letter can be drawn");
        } catch (RuntimeException | LinkageError | InternalError e) { // each seen where fontconfig or fonts are missing
            return lacking(e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
        }
    }

    private static Finding lacking(String found) {
        return Finding.lacking(
                "fonts", found, "install one for the pictures' labels: sudo apt install fontconfig fonts-dejavu-core");
    }
}
