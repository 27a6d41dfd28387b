package org.gantry.domain.run;

import java.util.Comparator;

/** What a list of architectures may be sorted by: the best, the cheapest or the earliest first. */
public enum Order {
    PERFORMANCE,
    PARAMETERS,
    MACS,
    LATENCY,
    EPOCH;

    /** The order itself; what was not timed comes last by latency. */
    public Comparator<ArchitectureMeasured> comparator() {
        return switch (this) {
            case PERFORMANCE ->
                Comparator.comparingDouble(ArchitectureMeasured::performance)
                        .reversed()
                        .thenComparingDouble(ArchitectureMeasured::loss);
            case PARAMETERS -> Comparator.comparingLong(ArchitectureMeasured::parameters);
            case MACS -> Comparator.comparingLong(ArchitectureMeasured::macs);
            case LATENCY ->
                Comparator.comparing((ArchitectureMeasured a) -> !Cost.LATENCY.known(a))
                        .thenComparingDouble(ArchitectureMeasured::latency);
            case EPOCH -> Comparator.comparing(ArchitectureMeasured::job).thenComparingInt(ArchitectureMeasured::epoch);
        };
    }
}
