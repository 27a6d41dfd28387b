package org.gantry.domain.run;

/** What is said of a run as a whole; the latest of each kind counts. */
public sealed interface RunEvent {
    /** The run's name. */
    String run();

    /** What was asked. */
    record Asked(RunSpec spec) implements RunEvent {
        @Override
        public String run() {
            return spec.run();
        }
    }

    /**
     * Where it stands.
     *
     * @param run the run
     * @param stage what it is doing
     * @param message a sentence for people: progress, or why it failed
     */
    record Status(String run, Stage stage, String message) implements RunEvent {}

    /**
     * Something about its search is not as it should be; said once a run and concern.
     *
     * @param run the run
     * @param concern what it is about
     * @param epoch the 0-based epoch after which it was seen
     * @param message a sentence for people, with the figure and its limit
     */
    record Warned(String run, Concern concern, int epoch, String message) implements RunEvent {}

    /** How a differentiable search collapses. */
    enum Concern {
        /** Alpha decided early. */
        ENTROPY,
        /** Skip takes most of the probability. */
        SKIP,
        /** No gradient reaches alpha, or alpha does not move. */
        GRADIENT
    }

    /** What a run is doing. */
    enum Stage {
        SEARCHING,
        RANKING,
        RETRAINING,
        COMPLETED,
        FAILED;

        /** True where nothing more will come. */
        public boolean ended() {
            return this == COMPLETED || this == FAILED;
        }
    }
}
