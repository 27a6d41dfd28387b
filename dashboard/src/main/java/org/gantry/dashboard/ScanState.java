package org.gantry.dashboard;

import java.util.List;
import java.util.Optional;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/**
 * What is known of one scan.
 *
 * @param scan its id
 * @param completed it, complete; empty where the dashboard has not seen that, as of a volume that came without a scan
 * @param way where it is on its way
 * @param predictions what models said of it, the latest first
 */
record ScanState(
        String scan, Optional<ScanCompleted> completed, Optional<ScanWay.Standing> way, List<Prediction> predictions) {
    static final Kind<ScanState> KIND = Shape.<ScanState>named("ScanState", "What is known of one scan.")
            .with("scan", Kind.TEXT, ScanState::scan)
            .with("state", Kind.TEXT, ScanState::state)
            .with("completed", Kind.orNull(BoardJson.SCAN), ScanState::completed)
            .with("way", Kind.orNull(ScanWay.KIND), ScanState::way)
            .with("predictions", Kind.list(BoardJson.PREDICTION), ScanState::predictions)
            .kind();

    /** What a board knows of a scan; empty where it is nothing. */
    static Optional<ScanState> of(Board board, Ways ways, String scan) {
        ScanState state = new ScanState(
                scan,
                board.scans().get(scan),
                ways.of(scan),
                board.predictions().newestFirst().stream()
                        .filter(p -> p.scanId().equals(scan))
                        .toList());
        boolean unknown = state.completed.isEmpty() && state.way.isEmpty() && state.predictions.isEmpty();
        return unknown ? Optional.empty() : Optional.of(state);
    }

    /** How far it is. */
    String state() {
        return !predictions.isEmpty() ? "answered" : completed.isEmpty() ? "coming" : "complete";
    }
}
