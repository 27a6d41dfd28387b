package org.gantry.deploy;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.gantry.app.node.Node;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.jspecify.annotations.Nullable;

/** Sees how far a search is by what stands on its topics. */
public final class SearchWatch {
    private static final long LOOK_AROUND = Duration.ofSeconds(1).toMillis();

    private final Node node;
    private final RunSpec spec;
    private int events;
    private int measured;
    private boolean ended;
    private Stage stage = Stage.SEARCHING;
    private @Nullable String failure;

    public SearchWatch(Node node, RunSpec spec) {
        this.node = node;
        this.spec = spec;
        read(Topics.DRAWS, draw -> drawn());
        read(Topics.STEPS, this::taken);
        read(Topics.TRAININGS, this::said);
        read(Topics.RUNS, this::said);
    }

    private <V> void read(Topic<V> topic, Consumer<V> reader) {
        node.bus()
                .tail(topic, received -> reader.accept(received.value()))
                .ended()
                .onFailure(this::fail);
    }

    private synchronized void fail(Throwable why) {
        failure = why.getMessage();
        notifyAll();
    }

    private synchronized void drawn() {
        events++;
        notifyAll();
    }

    private synchronized void taken(StepTaken step) {
        events++;
        measured += step.phase() == Phase.MEASURE ? 1 : 0;
        notifyAll();
    }

    private synchronized void said(TrainingEvent event) {
        ended |= event instanceof TrainingEvent.Ended && event.job().equals(spec.searchJob());
        notifyAll();
    }

    private synchronized void said(RunEvent event) {
        if (event instanceof Status status) {
            stage = status.stage();
            failure = stage == Stage.FAILED ? "the run failed: " + status.message() : failure;
        }
        notifyAll();
    }

    /** How many draws and steps are there; what came again is counted again. */
    public synchronized int events() {
        if (failure != null) {
            throw new AssertionError(failure);
        }
        return events;
    }

    /** How many epochs are over. */
    synchronized int epochs() {
        return measured;
    }

    /** Waits until so many draws and steps are there. */
    public void awaitEvents(int count, Collection<GantryProcess> working) throws InterruptedException {
        await(() -> events >= count, working);
    }

    /** Waits until the search has its last architecture and its trainer is free. */
    void awaitEnd(Collection<GantryProcess> working) throws InterruptedException {
        await(() -> ended && stage != Stage.SEARCHING, working);
    }

    /** Waits until the search has its last architecture, in this process. */
    public void awaitSearched() throws InterruptedException {
        awaitEnd(List.of());
    }

    /** Whether the search has its last architecture and its trainer is free. */
    public synchronized boolean ended() {
        if (failure != null) {
            throw new AssertionError(failure);
        }
        return ended && stage != Stage.SEARCHING;
    }

    /** Waits until the run has published its model. */
    public void awaitCompleted() throws InterruptedException {
        await(() -> stage == Stage.COMPLETED, List.of());
    }

    private synchronized void await(BooleanSupplier reached, Collection<GantryProcess> working)
            throws InterruptedException {
        while (!reached.getAsBoolean()) {
            node.requireHealth();
            working.forEach(GantryProcess::requireAlive);
            if (failure != null) {
                throw new AssertionError(failure);
            }
            wait(LOOK_AROUND);
        }
    }
}
