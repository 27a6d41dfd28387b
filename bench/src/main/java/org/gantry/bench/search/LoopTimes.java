package org.gantry.bench.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same steps over the bus and in a plain loop.
 *
 * @param bus over the bus
 * @param plain in a plain loop
 */
record LoopTimes(StepClock.Time bus, StepClock.Time plain) {
    /** Refuses to compare two searches of which one drew otherwise. */
    static LoopTimes of(StepClock bus, StepClock plain) {
        if (!bus.drewAs(plain)) {
            throw new IllegalStateException("the plain loop drew other architectures than the search over the bus");
        }
        return new LoopTimes(bus.time(), plain.time());
    }

    /** Above 1 is what the bus costs. */
    double ratio() {
        return bus.wall() / plain.wall();
    }

    static double medianRatio(List<LoopTimes> all) {
        return all.stream().mapToDouble(LoopTimes::ratio).sorted().toArray()[all.size() / 2];
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("busSeconds", bus.wall());
        figures.put("plainSeconds", plain.wall());
        figures.put("ratio", ratio());
        figures.put("busCpuSeconds", bus.cpu());
        figures.put("plainCpuSeconds", plain.cpu());
        return figures;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "over the bus %.2f s (%.2f s of CPU), plain loop %.2f s (%.2f s of CPU), ratio %.3f",
                bus.wall(),
                bus.cpu(),
                plain.wall(),
                plain.cpu(),
                ratio());
    }
}
