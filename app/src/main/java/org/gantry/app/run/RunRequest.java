package org.gantry.app.run;

import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunSpec;

/** Asks for a run on the bus: for a new one, or for the same again, which then goes on. */
public final class RunRequest {
    private RunRequest() {}

    /**
     * Refuses a run whose name another one has; one that was interrupted goes on under its name.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public static void requireNewOrSame(Bus bus, RunSpec spec) throws InterruptedException {
        boolean taken = Await.result(Snapshot.all(bus, Topics.RUNS, e -> e.run().equals(spec.run()))).stream()
                .anyMatch(
                        e -> e instanceof RunEvent.Asked asked && !asked.spec().equals(spec));
        if (taken) {
            throw new IllegalArgumentException("run " + spec.run()
                    + " exists on this bus with other settings; give it another --name, or use another --directory");
        }
    }

    /** Asks for it; who asks wishes it to run, whatever was wished before. */
    public static void ask(Bus bus, RunSpec spec) throws InterruptedException {
        Await.result(bus.publish(Topics.RUNS, new RunEvent.Wished(spec.run(), Wish.RUN)));
        Await.result(bus.publish(Topics.RUNS, new RunEvent.Asked(spec)));
    }
}
