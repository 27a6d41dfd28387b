package org.gantry.bus;

import java.util.concurrent.ThreadFactory;

/** Names the bus's own threads; they are daemons, so that only verticles keep a process alive. */
final class PollThread {
    private PollThread() {}

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
