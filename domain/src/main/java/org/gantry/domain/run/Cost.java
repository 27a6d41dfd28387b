package org.gantry.domain.run;

import java.util.Locale;

/** What an architecture is paid with. */
public enum Cost {
    PARAMETERS("parameters"),
    MACS("multiply-accumulates of a volume"),
    LATENCY("milliseconds of a volume's inference");

    private final String title;

    Cost(String title) {
        this.title = title;
    }

    /** Its name with its unit, for an axis. */
    public String title() {
        return title;
    }

    /** What one costs. */
    public double of(ArchitectureMeasured architecture) {
        return switch (this) {
            case PARAMETERS -> architecture.parameters();
            case MACS -> architecture.macs();
            case LATENCY -> architecture.latency();
        };
    }

    /** True where it is known; architectures measured by an older Gantry have no latency. */
    public boolean known(ArchitectureMeasured architecture) {
        return of(architecture) > 0;
    }

    /** How options and files write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
