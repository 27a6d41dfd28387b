package org.gantry.trainer;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Work that its thread leaves at the next wait once somebody else does it; begun after that, it is not done at all. */
final class Leavable {
    private @Nullable Thread thread;
    private boolean left;

    /** Does the work on this thread. */
    <T> T during(Callable<T> work) throws Exception {
        begin();
        try {
            return work.call();
        } finally {
            end();
        }
    }

    private synchronized void begin() throws InterruptedException {
        if (left) {
            throw new InterruptedException("left before it began");
        }
        thread = Thread.currentThread();
    }

    private synchronized void end() {
        thread = null;
        if (left) {
            // an interruption that came too late was for this work, not for the thread's next
            Thread.interrupted();
        }
    }

    /** Leaves it. */
    synchronized void leave() {
        left = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
