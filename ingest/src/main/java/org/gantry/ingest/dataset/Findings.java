package org.gantry.ingest.dataset;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was found in a list, a folder or a split, as sentences for people.
 *
 * @param oddities what was odd but is gone on with
 * @param errors what nothing can be made of
 */
public record Findings(List<String> oddities, List<String> errors) {
    /** Nothing odd. */
    public static final Findings NONE = new Findings(List.of(), List.of());

    public Findings {
        oddities = List.copyOf(oddities);
        errors = List.copyOf(errors);
    }

    /** These and others. */
    public Findings plus(Findings other) {
        return new Findings(
                Stream.concat(oddities.stream(), other.oddities.stream()).toList(),
                Stream.concat(errors.stream(), other.errors.stream()).toList());
    }

    /** True where there is an error. */
    public boolean fatal() {
        return !errors.isEmpty();
    }

    /** Refuses to go on where there is an error. */
    public void requireUsable() {
        if (fatal()) {
            throw new UnusableDatasetException(this);
        }
    }
}
