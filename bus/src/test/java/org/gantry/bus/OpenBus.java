package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A bus of its own for each test, more on the same log when asked, and short words for what tests do with it. */
abstract class OpenBus {
    static final Vertx VERTX = Vertx.vertx();

    private final List<Bus> open = new ArrayList<>();
    Bus bus;

    /** A process of its own on the log of this test. */
    abstract Bus openBus();

    @BeforeEach
    void openOne() {
        bus = another();
        Soon.of(bus.createTopics(List.of(Lines.IN, Lines.OUT, Lines.LATEST, Contents.TOPIC, Contents.CHECKPOINTS)));
    }

    @AfterEach
    void closeAll() {
        open.forEach(one -> Soon.of(one.close()));
    }

    Bus another() {
        Bus another = openBus();
        open.add(another);
        return another;
    }

    static void publish(Bus bus, List<String> lines) {
        List<Future<Long>> published =
                lines.stream().map(line -> bus.publish(Lines.IN, line)).toList();
        assertThat(Soon.of(Future.all(published)).succeeded()).isTrue();
    }

    static BlockingQueue<Received<String>> tail(Bus bus, Topic<String> topic) {
        BlockingQueue<Received<String>> seen = new LinkedBlockingQueue<>();
        Subscription tail = bus.tail(topic, seen::add);
        assertThat(tail.ended().isComplete()).isFalse();
        return seen;
    }

    List<String> all(Topic<String> topic) {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Soon.of(bus.tail(topic, record -> seen.add(record.value())).caughtUp());
        return List.copyOf(seen);
    }

    /** Lines 0, 1, 2 ... with keys in turn. */
    static List<String> numbered(int count, String... keys) {
        return IntStream.range(0, count)
                .mapToObj(i -> keys[i % keys.length] + ":" + i)
                .toList();
    }

    static List<String> values(Iterable<Received<String>> records) {
        List<String> values = new ArrayList<>();
        records.forEach(record -> values.add(record.value()));
        return values;
    }

    static Map<String, List<String>> byKey(List<String> lines) {
        return lines.stream().collect(Collectors.groupingBy(Lines::key));
    }
}
