package org.gantry.dashboard;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gantry.bus.Topics;
import org.gantry.bus.letter.LetterState;
import org.gantry.dashboard.ScanWay.Standing;

/** The ways of scans, with the dead letters that end some of them. Used on one thread. */
final class Ways {
    /** Where a scan's records stand under its id, before it is answered. */
    private static final Set<String> TOPICS = Set.of(Topics.SLICES.name(), Topics.VOLUMES.name());

    private static final Comparator<LetterState> LATEST =
            Comparator.comparing(letter -> letter.head().time());

    private final Board board;
    private final Supplier<Collection<LetterState>> open;

    /** @param open the open dead letters */
    Ways(Board board, Supplier<Collection<LetterState>> open) {
        this.board = board;
        this.open = open;
    }

    /** All that are known, the last one that was heard of first; behind them those of which there is but a letter. */
    List<Standing> all() {
        Map<String, LetterState> letters = letters();
        List<Standing> known = board.ways().stream()
                .map(way -> new Standing(way, Optional.ofNullable(letters.get(way.scan()))))
                .toList();
        known.forEach(standing -> letters.remove(standing.way().scan()));
        Stream<Standing> dead = letters.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(LATEST.reversed()))
                .map(letter -> new Standing(new ScanWay(letter.getKey()), Optional.of(letter.getValue())));
        return Stream.concat(known.stream(), dead).limit(Board.MOST_SCANS).toList();
    }

    /** That of one scan. */
    Optional<Standing> of(String scan) {
        Optional<LetterState> letter = Optional.ofNullable(letters().get(scan));
        return board.way(scan).or(() -> letter.map(l -> new ScanWay(scan))).map(way -> new Standing(way, letter));
    }

    /** A way that changed, with its letter. */
    List<Standing> of(List<ScanWay> changed) {
        Map<String, LetterState> letters = changed.isEmpty() ? Map.of() : letters();
        return changed.stream()
                .map(way -> new Standing(way, Optional.ofNullable(letters.get(way.scan()))))
                .toList();
    }

    private Map<String, LetterState> letters() {
        Map<String, LetterState> latest = new HashMap<>();
        for (LetterState letter : open.get()) {
            if (TOPICS.contains(letter.head().place().topic())) {
                latest.merge(letter.head().key(), letter, (one, other) -> LATEST.compare(one, other) > 0 ? one : other);
            }
        }
        return latest;
    }
}
