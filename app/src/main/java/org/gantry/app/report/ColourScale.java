package org.gantry.app.report;

import java.awt.Color;

/** Colours for numbers from 0 to 1. */
public enum ColourScale {
    /** Blue and dark to red and bright through green and yellow: a polynomial of Turbo (Mikhailov 2019). */
    TURBO {
        @Override
        public Color at(double t) {
            return new Color(
                    channel(t, 0.13572138, 4.61539260, -42.66032258, 132.13108234, -152.94239396, 59.28637943),
                    channel(t, 0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604),
                    channel(t, 0.10667330, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973));
        }
    },
    /** White to dark blue, darker at every step. */
    BLUES {
        @Override
        public Color at(double t) {
            return new Color(channel(t, 1, -0.95), channel(t, 1, -0.45, -0.29), channel(t, 1, -0.02, -0.53));
        }
    },
    /** Black to white. */
    GREYS {
        @Override
        public Color at(double t) {
            return new Color(channel(t, 0, 1), channel(t, 0, 1), channel(t, 0, 1));
        }
    };

    /** The colour of a number; what lies outside 0 to 1 gets the colour of the nearer end. */
    public abstract Color at(double t);

    /** The colour of text that is read well on top. */
    public Color textAt(double t) {
        Color c = at(t);
        double brightness = 0.3 * c.getRed() + 0.59 * c.getGreen() + 0.11 * c.getBlue();
        return brightness > 140 ? Color.BLACK : Color.WHITE;
    }

    private static float channel(double t, double... coefficients) {
        double x = Math.min(1, Math.max(0, t));
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return (float) Math.min(1, Math.max(0, value));
    }
}
