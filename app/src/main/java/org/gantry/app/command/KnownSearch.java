package org.gantry.app.command;

import java.util.TreeSet;
import org.gantry.bus.KnownRuns;
import org.gantry.domain.run.RunSpec;

/** A search that a user names. */
final class KnownSearch {
    private KnownSearch() {}

    /**
     * What was asked of it.
     *
     * @throws IllegalArgumentException if nobody asked for such a run; names those that there are
     */
    static RunSpec require(KnownRuns known, String name) {
        return known.standing(name)
                .asked()
                .orElseThrow(() -> new IllegalArgumentException("there is no run " + name + " on this bus; there are "
                        + new TreeSet<>(known.all().keySet())));
    }
}
