package org.gantry.trainer;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Received;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.gantry.domain.run.TrainingEvent.Failed;
import org.gantry.domain.run.TrainingEvent.SearchRequested;
import org.gantry.domain.run.TrainingEvent.Suspended;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shares of searches whose places are partitions that this trainer owns: all are worked on at once, each on a
 * thread of its own, since each waits for the others; queued behind one another, or behind a whole training, they would
 * wait for ever. The log is the list of them, not the group's offset: one that was asked for and has not ended is open.
 *
 * <p>asked for → open. open and owned → in work → ended, failed or laid down: gone. Not owned any more → open.
 */
final class ShareDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ShareDesk.class);
    private static final long LONGEST_STOP_SECONDS = 10;

    /** Does a share on one of the trainer's devices. */
    interface Work {
        /** Trains to its end, its failure or its rest. */
        TrainingEvent train(SearchRequested request, TrainerConfig config) throws InterruptedException;
    }

    private record Asked(SearchRequested request, int place) {}

    private final Bus bus;
    private final List<TrainerConfig> configs;
    private final Work work;
    private final int[] loads;
    private final Subscription reading;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "gantry-share"));
    private final Map<String, Asked> open = new LinkedHashMap<>();
    private final Map<String, InWork> inWork = new HashMap<>();
    private final Set<Integer> owned = new HashSet<>();
    private boolean attends;

    ShareDesk(Bus bus, List<TrainerConfig> configs, Work work) {
        this.bus = bus;
        this.configs = configs;
        this.work = work;
        this.loads = new int[configs.size()];
        this.reading = bus.tail(Topics.TRAININGS, this::read);
    }

    /**
     * The partition whose owner does a share, wherever its request stands: the places of a search's shares are far from
     * each other and differ modulo their number, so that trainers who own partitions in ranges or in turn get one each.
     */
    static int place(String search, Share share) {
        int partitions = Topics.TRAININGS.partitions();
        int stride = Math.max(1, partitions / share.of());
        while (divisor(stride, share.of()) > 1) {
            stride++;
        }
        int room = Math.max(1, partitions - (share.of() - 1) * stride);
        return (Math.floorMod(search.hashCode(), room) + share.index() * stride) % partitions;
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    /** Completes when the shares that were asked for before are known; they are worked on from then on. */
    Future<Void> caughtUp() {
        return reading.caughtUp().onSuccess(now -> {
            synchronized (this) {
                attends = true;
                attend();
            }
        });
    }

    /** Fails when it can no longer read. */
    Future<Void> ended() {
        return reading.ended();
    }

    private synchronized void read(Received<TrainingEvent> received) {
        TrainingEvent event = received.value();
        if (event instanceof SearchRequested request && request.share().isShared()) {
            open.put(request.job(), new Asked(request, place(request.spec().searchJob(), request.share())));
            attend();
        } else if (event instanceof Ended || event instanceof Failed || event instanceof Suspended) {
            open.remove(event.job());
        }
    }

    synchronized void own(int partition) {
        owned.add(partition);
        attend();
    }

    /** Another trainer has its shares now. */
    synchronized void disown(int partition) {
        owned.remove(partition);
        inWork.values().stream().filter(one -> one.asked.place() == partition).forEach(InWork::leave);
    }

    private synchronized void attend() {
        if (!attends) {
            return;
        }
        open.forEach((job, asked) -> {
            if (owned.contains(asked.place()) && !inWork.containsKey(job)) {
                InWork one = new InWork(asked, leastLoaded());
                inWork.put(job, one);
                threads.execute(one);
            }
        });
    }

    private int leastLoaded() {
        int least = 0;
        for (int i = 1; i < loads.length; i++) {
            least = loads[i] < loads[least] ? i : least;
        }
        loads[least]++;
        return least;
    }

    /** Interrupts what is in work; the next trainer finds it in the log. */
    void close() {
        synchronized (this) {
            attends = false;
        }
        reading.close().onFailure(e -> LOG.warn("the reader of shares did not close", e));
        threads.shutdownNow().forEach(waiting -> LOG.info("a share waits for the next trainer"));
    }

    /** Waits until its threads have left; false where one is still busy. */
    boolean isIdleSoon() throws InterruptedException {
        return threads.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** One share on its thread. */
    private final class InWork implements Runnable {
        private final Asked asked;
        private final int device;
        private @Nullable Thread thread;
        private boolean left;

        InWork(Asked asked, int device) {
            this.asked = asked;
            this.device = device;
        }

        @Override
        public void run() {
            boolean over = false;
            try {
                if (begin()) {
                    TrainingEvent end = work.train(asked.request(), configs.get(device));
                    Await.result(bus.publish(Topics.TRAININGS, end));
                    over = true;
                }
            } catch (InterruptedException e) {
                LOG.info("{} waits for the next trainer", asked.request().job());
            } finally {
                end(over);
            }
        }

        private boolean begin() {
            synchronized (ShareDesk.this) {
                thread = Thread.currentThread();
                return !left;
            }
        }

        /** What it published comes back from the log later than this. */
        private void end(boolean over) {
            synchronized (ShareDesk.this) {
                thread = null;
                loads[device]--;
                inWork.remove(asked.request().job());
                if (over) {
                    open.remove(asked.request().job(), asked);
                }
                attend();
            }
        }

        void leave() {
            left = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
