package org.gantry.app.report;

import java.awt.Color;

/**
 * How much each slice spoke for a class, as bars from nothing, or from the least if one spoke against it, to the most.
 *
 * @param scores one a slice, feet to head
 * @param marked which of them are shown elsewhere in the picture
 */
record ScoreStrip(float[] scores, boolean[] marked) {
    private static final Color BAR = new Color(0xB8, 0xC4, 0xD6);
    private static final Color MARKED = new Color(0x1F, 0x4E, 0x9E);
    private static final int BETWEEN = 2; // pixels

    void draw(Canvas canvas, int left, int top, int width, int height) {
        double lowest = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (float score : scores) {
            lowest = Math.min(lowest, score);
            highest = Math.max(highest, score);
        }
        double unit = highest > lowest ? height / (highest - lowest) : 0;
        int bottom = top + height;
        for (int i = 0; i < scores.length; i++) {
            int x = left + i * width / scores.length;
            int next = left + (i + 1) * width / scores.length;
            int tall = Math.max(1, (int) Math.round((scores[i] - lowest) * unit));
            canvas.cell(x, bottom - tall, Math.max(1, next - x - BETWEEN), tall, marked[i] ? MARKED : BAR);
        }
        canvas.line(new int[] {left, bottom}, new int[] {left + width, bottom}, 1, Canvas.INK);
    }
}
