package org.gantry.dashboard;

import java.util.BitSet;
import java.util.Optional;
import org.gantry.bus.letter.LetterState;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/**
 * Where a scan is on its way: slices, complete, volume, answer. Who has come further has passed what lies before, be it
 * that the dashboard did not see it.
 */
final class ScanWay {
    /** The places of the way, in its order. */
    enum Place {
        /** Some of its slices were seen. */
        SLICES,
        /** All of them are there. */
        COMPLETE,
        /** A volume was made of it for a model. */
        VOLUME,
        /** A model has answered it: prediction and CAM are published in one transaction. */
        ANSWERED
    }

    /**
     * A scan's way with the open dead letter of its.
     *
     * @param way how far it is
     * @param letter the latest open letter of its slices or its volume
     */
    record Standing(ScanWay way, Optional<LetterState> letter) {}

    private static final Kind<Prediction> ANSWER = Shape.<Prediction>named("Answer", "The latest answer, in short.")
            .with("label", Kind.TEXT, Prediction::label)
            .with("probability", Kind.NUMBER, p -> p.probabilities()[p.classIndex()])
            .with("abstains", Kind.YES_NO, p -> p.trust().abstains())
            .with("model", Kind.TEXT, Prediction::model)
            .kind();

    private static final Kind<LetterState> LETTER = Shape.<LetterState>named("WayLetter", "Why a scan goes no further.")
            .with("place", Kind.TEXT, l -> l.head().place().toString())
            .with("reason", Kind.TEXT, l -> l.head().reason())
            .with("time", Kind.TIME, l -> l.head().time())
            .kind();

    static final Kind<Standing> KIND = Shape.<Standing>named("Way", "Where a scan is on its way.")
            .with("scan", Kind.TEXT, s -> s.way.scan)
            .with("dataset", Kind.TEXT, s -> s.way.dataset)
            .with("place", Kind.word(Place.class), s -> s.way.place())
            .with("role", Kind.orNull(Kind.word(Role.class)), s -> s.way.role())
            .with("slices", Kind.WHOLE, s -> s.way.slices())
            .with("expected", Kind.WHOLE, s -> s.way.expected)
            .with("answer", Kind.orNull(ANSWER), s -> s.way.answer)
            .with("letter", Kind.orNull(LETTER), Standing::letter)
            .kind();

    private final String scan;
    private final BitSet seen = new BitSet();
    private String dataset = "";
    private Optional<Role> role = Optional.empty();
    private int expected;
    private boolean complete;
    private boolean volume;
    private Optional<Prediction> answer = Optional.empty();

    ScanWay(String scan) {
        this.scan = scan;
    }

    void on(Slice slice) {
        seen.set(slice.index());
        expected = slice.expected();
        dataset = slice.header().dataset();
    }

    void on(ScanCompleted completed) {
        complete = true;
        expected = completed.slices();
        dataset = completed.header().dataset();
        seen.clear(); // they are not told apart any more
    }

    /** What it is for in the latest data set that names it: of those, only scans of the test are answered. */
    void on(Role given) {
        role = Optional.of(given);
    }

    void on(VolumeToClassify made) {
        volume = true;
        dataset = made.header().dataset();
    }

    void on(Prediction prediction) {
        answer = Optional.of(prediction);
    }

    String scan() {
        return scan;
    }

    Optional<Role> role() {
        return role;
    }

    Place place() {
        if (answer.isPresent()) {
            return Place.ANSWERED;
        } else if (volume) {
            return Place.VOLUME;
        }
        return complete ? Place.COMPLETE : Place.SLICES;
    }

    /** How many of its slices there are; of one that nobody saw come, all. */
    int slices() {
        return complete ? expected : seen.cardinality();
    }
}
