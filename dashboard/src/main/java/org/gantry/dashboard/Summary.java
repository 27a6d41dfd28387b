package org.gantry.dashboard;

import java.util.List;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/**
 * What there is altogether, and whether all is well: the event that tells a page what to read again.
 *
 * @param totals how much there has been of everything
 * @param deadLetters how many are open
 * @param warnings what repeats among them
 * @param caughtUp whether all that stood on the topics at the start has been read
 * @param health "up", or why not
 */
record Summary(Board.Totals totals, long deadLetters, List<String> warnings, boolean caughtUp, String health) {
    static final Kind<Summary> KIND = Shape.<Summary>named(
                    "Board", "What there is altogether, and whether all is well.")
            .with("scans", Kind.WHOLE, s -> s.totals.scans())
            .with("datasets", Kind.WHOLE, s -> s.totals.datasets())
            .with("runs", Kind.WHOLE, s -> s.totals.runs())
            .with("architectures", Kind.WHOLE, s -> s.totals.architectures())
            .with("models", Kind.WHOLE, s -> s.totals.models())
            .with("predictions", Kind.WHOLE, s -> s.totals.predictions())
            .with("deadletters", Kind.WHOLE, Summary::deadLetters)
            .with("warnings", Kind.TEXTS, Summary::warnings)
            .with("caughtUp", Kind.YES_NO, Summary::caughtUp)
            .with("health", Kind.TEXT, Summary::health)
            .kind();
}
