package org.gantry.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.gantry.bus.Transactions.Due;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of one partition to a member: what waits, and the one batch in flight. Results find their lane by
 * identity, so that those of an earlier assignment find none.
 *
 * <p>States: asked (where its state ends), placed (reading), and, batch by batch, taken, finished, committed.
 */
final class Lane {
    /** What waits in the lanes of a member, bytes: they share it, however many they are. */
    private static final long WAITING_BYTES = 96L << 20;

    final TopicPartition partition;
    private final int batch;
    private final Deque<Arrival> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long room = WAITING_BYTES;

    /** Set when the taker has said where its state ends. */
    @Nullable
    OptionalLong resumeAt;

    /** Set when the consumer has been placed there. */
    @Nullable
    Assembly assembly;

    /** The group had handled the payloads below before this assignment. */
    long handled;

    /** The end of the partition at this assignment. */
    long end;

    /** True from the hand-over of a batch until its {@code committed}. */
    boolean busy;

    private int inWork;
    private long bytesInWork;
    private long turn;
    private long start;

    /** The batch that is to be committed. */
    @Nullable
    Work finished;

    Lane(TopicPartition partition, int batch) {
        this.partition = partition;
        this.batch = batch;
    }

    /** Starts the lane where the taker's state ends; gives the offset to read from. */
    long place(@Nullable OffsetAndMetadata committed, long end, BusCounters counters) {
        handled = Work.handled(committed);
        this.end = end;
        long from = resumeAt == null ? handled : resumeAt.orElse(handled);
        if (from > end) {
            throw new BusException("the state of " + partition + " includes offset " + from + ", but the log ends at "
                    + end + ": it belongs to another log, delete it");
        }
        assembly = new Assembly(from, counters);
        start = from;
        return committed == null ? from : Math.min(from, committed.offset());
    }

    /** One of so many that share what may wait: it is paused when it holds its share, and a batch stops there. */
    void share(int lanes) {
        room = WAITING_BYTES / lanes;
    }

    void add(List<Arrival> arrivals) {
        waiting.addAll(arrivals);
        waitingBytes +=
                arrivals.stream().mapToLong(arrival -> arrival.bytes().length).sum();
    }

    boolean full() {
        return waiting.size() >= batch || waitingBytes >= room;
    }

    boolean idle() {
        return assembly != null && !busy && waiting.isEmpty();
    }

    boolean takeable() {
        return assembly != null && !busy && !waiting.isEmpty();
    }

    boolean replayed(Arrival arrival) {
        return arrival.last() < handled;
    }

    /** Bytes of the batch in flight. */
    long bytesInWork() {
        return busy ? bytesInWork : 0;
    }

    /** When it had a batch taken last, among the lanes of its member. */
    long turn() {
        return turn;
    }

    /**
     * The oldest that wait, at most a batch, either all replayed or none.
     *
     * @param now the member's turn
     */
    List<Arrival> takeBatch(long now) {
        List<Arrival> taken = new ArrayList<>();
        boolean replayed = replayed(waiting.element());
        long bytes = 0;
        while (!waiting.isEmpty() && taken.size() < batch && bytes < room && replayed(waiting.element()) == replayed) {
            Arrival arrival = waiting.remove();
            taken.add(arrival);
            bytes += arrival.bytes().length;
        }
        waitingBytes -= bytes;
        inWork = taken.size();
        bytesInWork = bytes;
        turn = now;
        return taken;
    }

    /** How many payloads are here and not handled. */
    long pending() {
        return (long) waiting.size() + (busy ? inWork : 0);
    }

    /** How many records it has to read, as long as nothing was fetched that says it better. */
    long unread() {
        return Math.max(0, end - start);
    }

    /** Finished work and its offset, never past the first chunk of a payload that is not handled. */
    Optional<Due> due() {
        if (finished == null || assembly == null) {
            return Optional.empty();
        }
        long safe = waiting.stream().mapToLong(Arrival::first).reduce(assembly.safe(finished.next()), Math::min);
        return Optional.of(new Due(finished, finished.commit(safe)));
    }
}
