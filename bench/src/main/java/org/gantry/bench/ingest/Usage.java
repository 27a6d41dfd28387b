package org.gantry.bench.ingest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What a piece of work took of this process.
 *
 * @param wall s
 * @param cpu s, of all threads
 */
record Usage(double wall, double cpu) {
    private static final double NANOS = 1e9;

    static Usage of(Callable<?> work) throws Exception {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = machine.getProcessCpuTime();
        long start = System.nanoTime();
        Object done = work.call();
        double wall = (System.nanoTime() - start) / NANOS;
        if (done == null) {
            throw new IllegalStateException("the work gave nothing");
        }
        return new Usage(wall, (machine.getProcessCpuTime() - cpu) / NANOS);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("wallSeconds", wall);
        figures.put("cpuSeconds", cpu);
        return figures;
    }
}
