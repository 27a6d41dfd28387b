package org.gantry.sampler;

import java.util.concurrent.Executor;

/**
 * The sampler's worker: one thread, which alone touches its state.
 *
 * @param next runs a task when the tasks before it are done
 * @param later the same after a pause, for what failed and may pass
 */
record Turns(Executor next, Executor later) {}
