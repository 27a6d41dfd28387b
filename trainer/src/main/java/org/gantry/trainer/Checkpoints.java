package org.gantry.trainer;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Contents;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.run.CheckpointTaken;
import org.gantry.network.Tensors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The saved states of one job: the latest is where it goes on when it is taken again, and new ones go out as they are
 * due. They go out beside the training, which waits for none but the one that it is laid down with; one that cannot be
 * saved is said in the log.
 */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /** Takes a network's state. */
    interface State {
        Tensors take() throws InterruptedException;
    }

    /** Encoding and publishing hold a few copies of a state for a moment. */
    private static final int COPIES = 5;

    private final Bus bus;
    private final String job;
    private final String digest;
    private final long interval;
    private final BooleanSupplier shallRest;
    private long saved = System.nanoTime();
    private Future<Long> saving = Future.succeededFuture(0L);

    Checkpoints(Job job) {
        this.bus = job.bus();
        this.job = job.name();
        this.digest = job.digest();
        this.interval = job.config().checkpointEvery().toNanos();
        this.shallRest = job.shallRest();
    }

    /** The latest state, unless there is none, it is gone, or it is of another training of this name. */
    Optional<Checkpoint> latest() throws InterruptedException {
        CheckpointTaken taken =
                Await.result(Snapshot.latest(bus, Topics.CHECKPOINTS)).get(job);
        if (taken == null) {
            return Optional.empty();
        }
        try {
            Checkpoint checkpoint = Checkpoint.of(Await.result(bus.content(Contents.CHECKPOINTS, taken.content())));
            if (checkpoint.job().equals(digest)) {
                LOG.info("{} goes on from epoch {}, step {}", job, taken.epoch(), taken.step());
                return Optional.of(checkpoint);
            }
            LOG.info("{} starts from its first step: its checkpoint is of other settings or data", job);
        } catch (RuntimeException e) {
            LOG.warn("{} starts from its first step: its checkpoint cannot be read: {}", job, e.getMessage());
        }
        return Optional.empty();
    }

    /**
     * Between two steps: saves the state if it is time and the one before is out.
     *
     * @throws LaidDown if the run shall rest; the state is saved
     */
    void offer(Position position, State network, @Nullable Best best) throws InterruptedException {
        if (shallRest.getAsBoolean()) {
            settle();
            save(position, network, best);
            settle();
            throw new LaidDown(job, position);
        }
        if (System.nanoTime() - saved >= interval && saving.isComplete()) {
            save(position, network, best);
        }
    }

    /** Waits until the state that is on its way is out, or could not be saved. */
    private void settle() throws InterruptedException {
        Await.result(saving.otherwise(0L));
    }

    private void save(Position position, State network, @Nullable Best best) throws InterruptedException {
        saved = System.nanoTime();
        Checkpoint checkpoint = new Checkpoint(digest, position, network.take(), Optional.ofNullable(best));
        long largest = Runtime.getRuntime().maxMemory() / COPIES;
        if (checkpoint.size() > largest) {
            LOG.warn(
                    "{} takes no checkpoint: a state of {} MiB needs {} times that as memory; give Java more with -Xmx",
                    job,
                    checkpoint.size() >> 20,
                    COPIES);
            return;
        }
        saving = bus.putContent(Contents.CHECKPOINTS, checkpoint.toBytes())
                .compose(content -> bus.publish(
                        Topics.CHECKPOINTS, new CheckpointTaken(job, position.epoch(), position.step(), content)))
                .onFailure(e -> LOG.warn("a checkpoint of {} was not saved: {}", job, e.getMessage()));
    }
}
