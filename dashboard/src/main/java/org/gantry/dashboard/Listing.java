package org.gantry.dashboard;

import java.util.List;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/**
 * A list of the API.
 *
 * @param total how many there have been in all, those that the dashboard has forgotten included
 * @param items those that it knows
 */
record Listing<V>(long total, List<V> items) {
    /** How one of a kind is written. */
    static <V> Kind<Listing<V>> of(String name, Kind<V> kind) {
        return Shape.<Listing<V>>named(name, "What is known, and how many there have been in all.")
                .with("total", Kind.WHOLE, Listing::total)
                .with("items", Kind.list(kind), Listing::items)
                .kind();
    }

    static <V> Listing<V> of(Latest<V> latest) {
        return new Listing<>(latest.total(), latest.newestFirst());
    }
}
