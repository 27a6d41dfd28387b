package org.gantry.bench.search;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gantry.domain.run.Draw;

/** When the steps of a search ended, and what was drawn for them. */
final class StepClock {
    private static final double NANOS = 1e9;

    /**
     * A time, or how long something took.
     *
     * @param wall s
     * @param cpu of all threads of this process, s
     */
    record Time(double wall, double cpu) {
        static Time now() {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new Time(System.nanoTime() / NANOS, system.getProcessCpuTime() / NANOS);
        }
    }

    private final int steps;
    private final List<Draw> draws = new ArrayList<>();
    private int ended;
    private Time first = Time.now();
    private Time last = first;

    /** Of a search of so many steps, alpha's and the weights' together. */
    StepClock(int steps) {
        this.steps = steps;
    }

    /** Something was drawn for a step. */
    synchronized void drawn(Draw draw) {
        draws.add(draw);
    }

    /** A step ended. */
    synchronized void ended() {
        ended++;
        if (ended == 1) {
            first = Time.now();
        } else if (ended == steps - 1) {
            last = Time.now();
        }
    }

    /** In a loop a step ends where the next one begins. */
    synchronized void next(Draw draw) {
        if (!draws.isEmpty()) {
            ended();
        }
        drawn(draw);
    }

    /** From the end of the first step to that of the last but one. */
    synchronized Time time() {
        if (ended < steps - 1) {
            throw new IllegalStateException("the search took " + ended + " steps of " + steps);
        }
        return new Time(last.wall() - first.wall(), last.cpu() - first.cpu());
    }

    /** Whether both searches drew the same from the same alpha, to the last bit. */
    synchronized boolean drewAs(StepClock other) {
        if (draws.size() != other.draws.size()) {
            return false;
        }
        for (int i = 0; i < draws.size(); i++) {
            Draw mine = draws.get(i);
            Draw theirs = other.draws.get(i);
            if (!mine.genotype().equals(theirs.genotype())
                    || !Arrays.deepEquals(mine.alpha().toArray(), theirs.alpha().toArray())) {
                return false;
            }
        }
        return true;
    }
}
