package org.gantry.searcher;

import org.gantry.domain.run.RunEvent.Stage;

/** A run's conducting ends for now, between two decisions: its user wishes it to rest. */
final class Resting extends RuntimeException {
    private final Stage stage;

    Resting(Stage stage) {
        super(stage.name());
        this.stage = stage;
    }

    /** PAUSED or STOPPED. */
    Stage stage() {
        return stage;
    }
}
