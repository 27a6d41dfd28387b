package org.gantry.bus;

import io.vertx.core.Future;

/** A running subscription. */
public interface Subscription {
    /**
     * Completes when all records that stood in the log at its start have been handled; fails as {@link #ended} does.
     */
    Future<Void> caughtUp();

    /** Completes when it was closed, fails when it failed for good: the verticle's health. */
    Future<Void> ended();

    /** Finishes what is in flight, commits it and leaves the group. */
    Future<Void> close();
}
