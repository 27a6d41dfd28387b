package org.gantry.app.command;

import picocli.CommandLine.Option;

/** Whether faults of the slices of pictures are mended. */
final class MendOption {
    @Option(
            names = "--mend",
            description = "Mends slices of pictures that are damaged, non-unified, repeated, noisy, disordered or"
                    + " non-segmented, and says what it did; without it, they are only said.")
    private boolean mend;

    boolean asked() {
        return mend;
    }
}
