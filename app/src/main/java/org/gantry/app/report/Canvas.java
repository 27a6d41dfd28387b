package org.gantry.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** A white picture to draw on: text that is placed by its middle, cells and colour bars. */
final class Canvas {
    static final Color INK = new Color(0x22, 0x22, 0x22);
    private static final int ROUND = 10; // corners of boxes, pixels
    private static final int HEAD = 9; // sides of an arrow's head, pixels
    private static final double OPENING = Math.toRadians(24); // half of its angle

    private final BufferedImage image;
    private final Graphics2D pen;

    Canvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
    }

    static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    static Font bold(int size) {
        return new Font(Font.SANS_SERIF, Font.BOLD, size);
    }

    /** Text with its middle at a place. */
    void text(String text, int x, int y, Font font, Color colour) {
        pen.setFont(font);
        pen.setColor(colour);
        FontMetrics m = pen.getFontMetrics();
        pen.drawString(text, x - m.stringWidth(text) / 2, y + (m.getAscent() - m.getDescent()) / 2);
    }

    /** Text that begins at a place, its middle line there. */
    void textFrom(String text, int x, int y, Font font) {
        text(text, x + width(text, font) / 2, y, font, INK);
    }

    /** Text that ends at a place, its middle line there. */
    void textTo(String text, int x, int y, Font font) {
        text(text, x - width(text, font) / 2, y, font, INK);
    }

    /** Text that reads upwards, with its middle at a place. */
    void textUp(String text, int x, int y, Font font) {
        pen.rotate(-Math.PI / 2, x, y);
        text(text, x, y, font, INK);
        pen.rotate(Math.PI / 2, x, y);
    }

    int width(String text, Font font) {
        return pen.getFontMetrics(font).stringWidth(text);
    }

    /** A filled rectangle. */
    void cell(int x, int y, int width, int height, Color colour) {
        pen.setColor(colour);
        pen.fillRect(x, y, width, height);
    }

    /** A rectangle's outline. */
    void frame(int x, int y, int width, int height, Color colour) {
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(1));
        pen.drawRect(x, y, width, height);
    }

    /** A straight line of some thickness. */
    void line(int[] from, int[] to, float thickness, Color colour) {
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(thickness));
        pen.drawLine(from[0], from[1], to[0], to[1]);
    }

    /** A rectangle with round corners and an outline. */
    void box(int[] corner, int[] size, Color fill, Color outline) {
        pen.setColor(fill);
        pen.fillRoundRect(corner[0], corner[1], size[0], size[1], ROUND, ROUND);
        pen.setColor(outline);
        pen.setStroke(new BasicStroke(1.2f));
        pen.drawRoundRect(corner[0], corner[1], size[0], size[1], ROUND, ROUND);
    }

    /** A line through some places that ends in an arrow's head, or bluntly. */
    void path(int[][] places, float thickness, Color colour, boolean arrow) {
        for (int i = 1; i < places.length; i++) {
            line(places[i - 1], places[i], thickness, colour);
        }
        if (arrow) {
            int[] from = places[places.length - 2];
            int[] tip = places[places.length - 1];
            double angle = Math.atan2(tip[1] - from[1], tip[0] - from[0]);
            int[] x = {tip[0], tip[0] - back(angle - OPENING), tip[0] - back(angle + OPENING)};
            int[] y = {tip[1], tip[1] - down(angle - OPENING), tip[1] - down(angle + OPENING)};
            pen.fillPolygon(x, y, x.length);
        }
    }

    /** A sum: a circle with a plus in it. */
    void sum(int x, int y, int radius, Color colour) {
        dot(x, y, radius, Color.WHITE);
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(1.4f));
        pen.drawOval(x - radius, y - radius, 2 * radius, 2 * radius);
        pen.drawLine(x - radius + 3, y, x + radius - 3, y);
        pen.drawLine(x, y - radius + 3, x, y + radius - 3);
    }

    private static int back(double angle) {
        return (int) Math.round(HEAD * Math.cos(angle));
    }

    private static int down(double angle) {
        return (int) Math.round(HEAD * Math.sin(angle));
    }

    /** A level line of dashes. */
    void dashes(int x, int y, int width, Color colour) {
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {6, 5}, 0));
        pen.drawLine(x, y, x + width, y);
    }

    /** A disc with its middle at a place. */
    void dot(int x, int y, int radius, Color colour) {
        pen.setColor(colour);
        pen.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** A whisker: an upright line with a bar at either end. */
    void whisker(int x, int top, int bottom, Color colour) {
        line(new int[] {x, top}, new int[] {x, bottom}, 1.6f, colour);
        line(new int[] {x - 4, top}, new int[] {x + 4, top}, 1.6f, colour);
        line(new int[] {x - 4, bottom}, new int[] {x + 4, bottom}, 1.6f, colour);
    }

    /** A picture, scaled, its pixels as squares. */
    void picture(BufferedImage picture, int x, int y, int width, int height) {
        pen.drawImage(picture, x, y, width, height, null);
    }

    /** How many decimals tell numbers of a range apart: 2 to 6. */
    static int decimals(double range) {
        return (int) Math.max(2, Math.min(6, range > 0 ? Math.ceil(1 - Math.log10(range)) : 2));
    }

    /** A number with so many decimals. */
    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A vertical colour bar, high at the top, with five numbers to its right. */
    void colourBar(ColourScale scale, int x, int y, int height, double[] range) {
        int width = 18;
        for (int i = 0; i < height; i++) {
            cell(x, y + i, width, 1, scale.at(1 - i / (height - 1.0)));
        }
        frame(x, y, width, height, Color.GRAY);
        int decimals = decimals(range[1] - range[0]);
        for (int tick = 0; tick <= 4; tick++) {
            double value = range[1] + (range[0] - range[1]) * tick / 4;
            int at = y + tick * (height - 1) / 4;
            cell(x + width, at, 4, 1, Color.GRAY);
            textFrom(number(value, decimals), x + width + 8, at, font(13));
        }
    }

    /** What was drawn. */
    BufferedImage image() {
        pen.dispose();
        return image;
    }
}
