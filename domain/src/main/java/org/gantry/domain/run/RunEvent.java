package org.gantry.domain.run;

import java.util.Optional;

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
     * What its user wishes; any client of the bus may say it, at any time.
     *
     * @param run the run
     * @param wish what to do with it
     */
    record Wished(String run, Wish wish) implements RunEvent {}

    /** What a user wishes of a run. */
    enum Wish {
        /** It shall go on: the wish of a run of which nothing else was wished. */
        RUN,
        /** It shall rest for a while and hold no trainer. */
        PAUSE,
        /** It shall be left as it is; what it recorded stays, and it may be resumed. */
        STOP;

        /** The stage in which a run rests by this wish; empty where it shall go on. */
        public Optional<Stage> rest() {
            return switch (this) {
                case RUN -> Optional.empty();
                case PAUSE -> Optional.of(Stage.PAUSED);
                case STOP -> Optional.of(Stage.STOPPED);
            };
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
        GRADIENT,
        /** The shared weights are no better than chance. */
        WEIGHTS
    }

    /** What a run is doing. */
    enum Stage {
        SEARCHING,
        RANKING,
        RETRAINING,
        COMPLETED,
        FAILED,
        PAUSED,
        STOPPED;

        /** True where nothing more will come. */
        public boolean ended() {
            return this == COMPLETED || this == FAILED;
        }
    }
}
