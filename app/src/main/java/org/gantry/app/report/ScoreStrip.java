package org.gantry.app.report;

import java.awt.Color;

/**
 * How much each slice spoke for a class, as bars from zero up or down.
 *
 * @param scores one a slice, feet to head
 * @param marked which of them are shown elsewhere in the picture
 */
record ScoreStrip(float[] scores, boolean[] marked) {
    private static final Color BAR = new Color(0xB8, 0xC4, 0xD6);
    private static final Color MARKED = new Color(0x1F, 0x4E, 0x9E);
    private static final int BETWEEN = 2; // pixels

    void draw(Canvas canvas, int left, int top, int width, int height) {
        double highest = 0;
        double lowest = 0;
        for (float score : scores) {
            highest = Math.max(highest, score);
            lowest = Math.min(lowest, score);
        }
        double unit = highest > lowest ? height / (highest - lowest) : 0;
        int zero = top + (int) Math.round(highest * unit);
        for (int i = 0; i < scores.length; i++) {
            int x = left + i * width / scores.length;
            int next = left + (i + 1) * width / scores.length;
            int tall = Math.max(1, (int) Math.round(Math.abs(scores[i]) * unit));
            Color colour = marked[i] ? MARKED : BAR;
            canvas.cell(x, scores[i] >= 0 ? zero - tall : zero, Math.max(1, next - x - BETWEEN), tall, colour);
        }
        canvas.line(new int[] {left, zero}, new int[] {left + width, zero}, 1, Canvas.INK);
    }
}
