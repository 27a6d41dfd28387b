package org.gantry.trainer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Contents;
import org.gantry.bus.Feed;
import org.gantry.bus.Received;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.Sharing;
import org.gantry.domain.run.WeightsShared;
import org.gantry.network.SearchNetwork;
import org.gantry.network.Tensors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The averaging of weights among the shares of a search (local SGD, Stich 2019): each share publishes what its draws
 * updated since the last averaging, waits for the others, and takes the mean. All shares take the same draws, so what
 * is left out is equal everywhere; the optimiser's slots stay each share's own.
 */
final class Averaging implements AutoCloseable {
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Averaging.class);
    private static final int WAITING = 64;
    private static final long NANOS_A_MILLISECOND = 1_000_000;

    /** What the meetings took. */
    private static final class Cost {
        private int meetings;
        private long bytes;
        private long nanos;
        private long waiting;
    }

    /** Where all shares meet. */
    private record Meeting(int epoch, int step) {
        boolean isAfter(Meeting other) {
            return epoch > other.epoch || (epoch == other.epoch && step > other.step);
        }
    }

    private final Bus bus;
    private final String search;
    private final Sharing sharing;
    private final Share share;
    private final Feed<WeightsShared> feed;
    private final Map<Meeting, Map<Integer, ContentRef>> given = new HashMap<>();
    private final Set<Genotype> drawn = new LinkedHashSet<>();
    private final Cost cost = new Cost();
    private Meeting last = new Meeting(-1, 0);

    Averaging(Bus bus, RunSpec spec, Share share) throws InterruptedException {
        this.bus = bus;
        this.search = spec.searchJob();
        this.sharing = spec.search().sharing();
        this.share = share;
        if (share.isShared()) {
            Await.result(Snapshot.all(bus, Topics.AVERAGES, w -> w.job().equals(search)))
                    .forEach(this::learn);
        }
        this.feed = share.isShared() ? bus.feed(Topics.AVERAGES, search, 0, WAITING) : new NoFeed();
    }

    private void learn(WeightsShared weights) {
        Meeting at = new Meeting(weights.epoch(), weights.step());
        if (at.isAfter(last)) {
            given.computeIfAbsent(at, m -> new HashMap<>()).putIfAbsent(weights.share(), weights.content());
        }
    }

    /** A weight step was taken with this draw. */
    void add(Genotype genotype) {
        drawn.add(genotype);
    }

    /** Whether the shares meet after so many of an epoch's weight steps. */
    boolean isDue(int taken, int steps) {
        return sharing.averages(taken, steps);
    }

    /** Gives this share's weights, unless they were given before a restart, and takes the mean of all shares'. */
    void meet(int epoch, int step, SearchNetwork network, EpochBatches.Idle idle) throws InterruptedException {
        long start = System.nanoTime();
        Meeting here = new Meeting(epoch, step);
        Map<Integer, ContentRef> refs = given.computeIfAbsent(here, m -> new HashMap<>());
        Tensors own = network.updated(drawn);
        give(here, own, refs);
        long announced = System.nanoTime();
        while (refs.size() < share.of()) {
            Optional<Received<WeightsShared>> received = feed.next(LOOK_AROUND);
            if (received.isPresent()) {
                learn(received.get().value());
            } else {
                idle.look();
            }
        }
        cost.waiting += System.nanoTime() - announced;
        List<Tensors> all = new ArrayList<>();
        for (Share one : sharing.shares()) {
            all.add(one.equals(share) ? own : read(Objects.requireNonNull(refs.get(one.index()))));
        }
        network.replace(WeightMeans.of(all));
        drawn.clear();
        last = here;
        given.keySet().removeIf(at -> !at.isAfter(here));
        cost.meetings++;
        cost.nanos += System.nanoTime() - start;
    }

    private void give(Meeting at, Tensors own, Map<Integer, ContentRef> refs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("another trainer gives them");
        }
        byte[] bytes = own.toBytes();
        cost.bytes += bytes.length;
        ContentRef before = refs.get(share.index());
        if (before == null) {
            ContentRef content = Await.result(bus.putContent(Contents.AVERAGES, bytes));
            Await.result(bus.publish(
                    Topics.AVERAGES, new WeightsShared(search, share.index(), at.epoch(), at.step(), content)));
            refs.put(share.index(), content);
        } else if (!before.digest().equals(Contents.AVERAGES.key().of(bytes))) {
            throw new IllegalStateException(
                    "share " + share.index() + " of " + search + " has other weights after step "
                            + at.step() + " of epoch " + at.epoch()
                            + " than before the restart: this device does not repeat the run");
        }
    }

    private Tensors read(ContentRef ref) throws InterruptedException {
        return Tensors.of(Await.result(bus.content(Contents.AVERAGES, ref)));
    }

    @Override
    public void close() {
        if (cost.meetings > 0) {
            LOG.info(
                    "share {} of {} met the others {} times: {} KiB given a time, {} ms a time, of which {} ms waiting",
                    share.index(),
                    search,
                    cost.meetings,
                    (cost.bytes / cost.meetings) >> 10,
                    cost.nanos / cost.meetings / NANOS_A_MILLISECOND,
                    cost.waiting / cost.meetings / NANOS_A_MILLISECOND);
        }
        feed.close();
    }

    /** Of a search that is not shared. */
    private static final class NoFeed implements Feed<WeightsShared> {
        @Override
        public Optional<Received<WeightsShared>> next(Duration atMost) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
