package org.gantry.bus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the log says of the letters that are to be settled. */
final class Survey {
    private final Settling.Request request;
    private final Set<LetterPlace> found = new HashSet<>();
    private final Map<LetterPlace, Settlement> settled = new HashMap<>();

    Survey(Settling.Request request) {
        this.request = request;
    }

    void on(LetterEvent event) {
        if (!request.places().contains(event.place())) {
            return;
        }
        if (event instanceof Settlement settlement) {
            settled.putIfAbsent(event.place(), settlement);
        } else {
            found.add(event.place());
        }
    }

    /**
     * The letters that are still to be settled: not those for which this request was interrupted after it had settled
     * them.
     *
     * @throws SettlementException if one is not there, or was settled by another request
     */
    Set<LetterPlace> open() {
        Set<LetterPlace> open = new HashSet<>();
        for (LetterPlace place : request.places()) {
            Settlement before = settled.get(place);
            if (before != null && !before.id().equals(request.id())) {
                throw SettlementException.settled(before);
            }
            if (!found.contains(place)) {
                throw SettlementException.unknown(place);
            }
            if (before == null) {
                open.add(place);
            }
        }
        return open;
    }
}
