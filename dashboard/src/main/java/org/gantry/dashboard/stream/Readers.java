package org.gantry.dashboard.stream;

/** How many read topics as events: each has a consumer, a thread and a socket. Used on one thread. */
public final class Readers {
    static final int MOST = 32;

    private int open;

    /** Whether one more may read. */
    boolean admit() {
        if (open >= MOST) {
            return false;
        }
        open++;
        return true;
    }

    /** One is gone. */
    void dismiss() {
        open--;
    }
}
