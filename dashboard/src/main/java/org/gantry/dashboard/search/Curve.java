package org.gantry.dashboard.search;

import java.util.ArrayList;
import java.util.List;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/**
 * A curve of any length in bounded memory: each point is the mean of as many numbers as every other. When there are too
 * many points, neighbours become one, so that the whole curve is always there, the coarser the longer.
 */
public final class Curve {
    /** How it is written. */
    public static final Kind<Curve> KIND = Shape.<Curve>named("Curve", "A curve; each point is a mean of some numbers.")
            .with("every", Kind.WHOLE, c -> c.every)
            .with("values", Kind.list(Kind.NUMBER), Curve::values)
            .kind();

    private final int most;
    private final List<Double> points = new ArrayList<>();
    private long every = 1;
    private double sum;
    private long waiting;

    /** @param most points, an even number */
    Curve(int most) {
        if (most < 2 || most % 2 != 0) {
            throw new IllegalArgumentException("a curve needs an even number of points, not " + most);
        }
        this.most = most;
    }

    void add(double value) {
        sum += value;
        waiting++;
        if (waiting == every) {
            points.add(sum / every);
            sum = 0;
            waiting = 0;
            if (points.size() == most) {
                halve();
            }
        }
    }

    private void halve() {
        for (int i = 0; i < most / 2; i++) {
            points.set(i, (points.get(2 * i) + points.get(2 * i + 1)) / 2);
        }
        points.subList(most / 2, most).clear();
        every *= 2;
    }

    /** How many numbers a point is of. */
    long every() {
        return every;
    }

    /** Its points, and of the numbers that are no whole point yet their mean. */
    List<Double> values() {
        List<Double> values = new ArrayList<>(points);
        if (waiting > 0) {
            values.add(sum / waiting);
        }
        return values;
    }
}
