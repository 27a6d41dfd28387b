package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Headers;
import org.gantry.bus.Settlement.Verdict;
import org.gantry.bus.Topic.Kept;
import org.gantry.bus.letter.KnownLetters;
import org.gantry.bus.letter.LetterState;
import org.gantry.bus.trace.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a real broker shows: chunks in the log, commits, killed processes, work longer than a poll interval. */
class KafkaOnlyTest {
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    static final Map<String, String> IMPATIENT =
            Map.of("session.timeout.ms", "2000", "heartbeat.interval.ms", "300", "transaction.timeout.ms", "2000");

    private static final Topic<String> ONE = Lines.topic("one.v1", 1, Kept.FOR_EVER);
    private static final Topic<byte[]> SHORT =
            new Topic<>("short.v1", Contents.TOPIC.codec(), new Key<>("key", bytes -> "key"), 1, Kept.ONE_HOUR);
    private static final Topic<byte[]> LARGE =
            new Topic<>("large.v1", Contents.TOPIC.codec(), new Key<>("key", bytes -> "key"), 1, Kept.SEVEN_DAYS);

    @TempDir
    static Path dir;

    private static EmbeddedBroker broker;
    private BusConfig config;
    private Bus bus;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(dir);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() {
        config = BusConfig.of(broker.bootstrapServers())
                .withPrefix(UUID.randomUUID() + ".")
                .withCloseGrace(Duration.ofSeconds(1))
                .withClients(IMPATIENT);
        bus = KafkaBus.connect(OpenBus.VERTX, config);
        Soon.of(bus.createTopics(List.of(ONE, Lines.IN, Lines.OUT, Lines.LATEST, LARGE)));
    }

    @AfterEach
    void close() {
        Soon.of(bus.close());
    }

    @Test
    void sixtyFourMebibytesArriveWholePublishedOrInATransaction() {
        byte[] large = new byte[64 << 20];
        new Random(7).nextBytes(large);
        Soon.of(bus.publish(LARGE, large));
        BlockingQueue<byte[]> seen = new LinkedBlockingQueue<>();
        Subscription tail = bus.tail(LARGE, record -> seen.add(record.value()));
        assertThat(Soon.next(seen)).isEqualTo(large);
        Soon.of(tail.close());
        Topic<byte[]> out = new Topic<>("out.v1", LARGE.codec(), new Key<>("key", bytes -> "key"), 2, Kept.FOR_EVER);
        Subscription taking = bus.take(LARGE, "copiers", 10, records -> {
            Outbox outbox = new Outbox();
            records.forEach(record -> outbox.publish(out, record.value()));
            return Future.succeededFuture(outbox);
        });
        BlockingQueue<byte[]> copied = new LinkedBlockingQueue<>();
        Subscription outTail = bus.tail(out, record -> copied.add(record.value()));
        assertThat(Soon.next(copied)).isEqualTo(large);
        Soon.of(outTail.close());
        Soon.of(taking.close());
    }

    @Test
    void theGroupsOffsetNeverPassesTheFirstChunkOfAnUnfinishedPayload() throws Exception {
        List<ProducerRecord<byte[], byte[]>> a = chunks("a:long enough for four chunks");
        List<ProducerRecord<byte[], byte[]>> b = chunks("b:1");
        send(List.of(a.get(0), b.get(0), a.get(1)));
        Scribe first = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(ONE, "copiers", 10, first);
        Soon.of(taking.caughtUp());
        assertThat(first.committed).containsExactly(Map.entry(0, 2L));
        assertThat(committed("copiers")).isEqualTo(new OffsetAndMetadata(0, "handled below 2"));
        Soon.of(taking.close());
        send(a.subList(2, a.size()));
        Scribe second = Scribe.copying(Lines.OUT);
        Subscription again = bus.take(ONE, "copiers", 10, second);
        Soon.of(again.caughtUp());
        assertThat(OpenBus.values(second.received)).containsExactly("a:long enough for four chunks");
        assertThat(second.received).noneMatch(Received::replayed);
        assertThat(committed("copiers")).isEqualTo(new OffsetAndMetadata(a.size() + 1, ""));
        Soon.of(again.close());
    }

    @Test
    void aStateThatLagsGetsThePayloadThatBeganBeforeItAndNothingTwice() throws Exception {
        interleave();
        Scribe first = Scribe.silent();
        Subscription taking = bus.take(ONE, "readers", 10, first);
        Soon.of(taking.caughtUp());
        Soon.of(taking.close());
        Scribe lagging = Scribe.silent();
        lagging.state.put(0, 2L);
        Soon.of(bus.take(ONE, "readers", 10, lagging).caughtUp());
        assertThat(OpenBus.values(lagging.received)).containsExactly("a:in two chunks", "c:1");
        assertThat(lagging.received).allMatch(Received::replayed);
    }

    @Test
    void aFeedGetsThePayloadThatBeganBeforeItsOffset() throws Exception {
        interleave();
        try (Feed<String> feed = bus.feed(ONE, "a", 2, 4)) {
            assertThat(feed.next(Duration.ofSeconds(30))).map(Received::value).hasValue("a:in two chunks");
        }
    }

    @Test
    void workLongerThanThePollIntervalKeepsItsPartition() {
        Bus patient = KafkaBus.connect(
                OpenBus.VERTX,
                config.withClients(Map.of(
                        "session.timeout.ms", "1000", "heartbeat.interval.ms", "300", "max.poll.interval.ms", "1000")));
        Scribe slow = new Scribe(records -> {
            Promise<Outbox> later = Promise.promise();
            OpenBus.VERTX
                    .timer(3_500, TimeUnit.MILLISECONDS)
                    .onComplete(done -> later.complete(Scribe.copies(records, Lines.OUT)));
            return later.future();
        });
        Soon.of(bus.publish(ONE, "a:1"));
        Subscription taking = patient.take(ONE, "slow", 10, slow);
        assertThat(Soon.next(slow.committed)).isEqualTo(Map.entry(0, 1L));
        assertThat(slow.revoked).isEmpty();
        assertThat(slow.received).hasSize(1);
        Soon.of(taking.close());
        Soon.of(patient.close());
    }

    @Test
    void processesKilledAnywhereLeaveEachOutcomeOnce() throws Exception {
        List<String> lines = OpenBus.numbered(400, "a", "b", "c", "d", "e", "f");
        OpenBus.publish(bus, lines);
        assertThat(crash(0, 1)).isEqualTo(1);
        assertThat(crash(2, 9)).isEqualTo(1);
        assertThat(crash(5, 25)).isEqualTo(1);
        Scribe last = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 50, last);
        BlockingQueue<Received<String>> copies = OpenBus.tail(bus, Lines.OUT);
        List<String> seen = OpenBus.values(Soon.next(400, copies));
        assertThat(OpenBus.byKey(seen)).isEqualTo(OpenBus.byKey(lines));
        Soon.of(taking.caughtUp());
        assertThat(last.received).hasSizeLessThan(400);
        Soon.of(taking.close());
        assertThat(copies).isEmpty();
    }

    @Test
    void topicsAreKeptAsTheirRecordsSayWithDeadLettersBesideThem() throws Exception {
        Soon.of(bus.createTopics(List.of(ONE, Lines.LATEST, LARGE, SHORT)));
        assertThat(setting("latest.v1", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("one.v1", "retention.ms")).isEqualTo("-1");
        assertThat(setting("large.v1", "retention.ms")).isEqualTo("604800000");
        assertThat(setting("short.v1", "retention.ms")).isEqualTo("3600000");
        assertThat(setting("short.v1", "retention.bytes")).isEqualTo("1073741824");
        assertThat(setting("large.v1.dlt", "retention.ms")).isEqualTo("-1");
        assertThat(setting("one.v1", "min.insync.replicas")).isEqualTo("1");
    }

    @Test
    void recordsCarryCloudEventsAndContinueTheTrace() throws Exception {
        Producer<byte[], byte[]> producer = new ClientSettings(config).producer();
        ProducerRecord<byte[], byte[]> traced = chunks("a:1").get(0);
        traced.headers().add("traceparent", Envelope.utf8("00-" + TRACE_ID + "-b7ad6b7169203331-01"));
        traced.headers().add("tracestate", Envelope.utf8("vendor=1"));
        assertThat(producer.send(traced).get().offset()).isZero();
        producer.close();
        Subscription taking = bus.take(ONE, "copiers", 10, Scribe.copying(Lines.OUT));
        Soon.of(taking.caughtUp());
        Map<String, String> published = texts(raw("out.v1", 1).get(0).record().headers());
        assertThat(published.get("traceparent")).matches("00-" + TRACE_ID + "-(?!b7ad6b7169203331)[0-9a-f]{16}-01");
        assertThat(published)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "test.Line")
                .containsEntry("content-type", "application/protobuf")
                .containsEntry("tracestate", "vendor=1")
                .containsKeys("ce_id", "ce_source", "ce_time", "gantry_since");
        Soon.of(taking.close());
    }

    @Test
    void aProcessThatDiesWhileItReplaysLeavesTheLetterOpenAndNothingDoubled() throws Exception {
        Soon.of(bus.publish(ONE, "a:unwanted"));
        DeadLetter letter = refused();
        Settling.Request dying = Settling.Request.of(ONE, List.of(letter.place()), Verdict.REPLAYED, "who dies");
        ProducerRecord<byte[], byte[]> again = DeadLetters.replay(letter, config);
        ProducerRecord<byte[], byte[]> mark = DeadLetters.mark(letter.place(), dying, config);
        for (List<ProducerRecord<byte[], byte[]>> sent : List.of(List.of(again), List.of(again, mark))) {
            Producer<byte[], byte[]> producer =
                    new ClientSettings(config).transactional(Settling.producerName(ONE, config));
            producer.initTransactions();
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : sent) {
                assertThat(producer.send(record).get().hasOffset()).isTrue();
            }
            producer.close(Duration.ZERO);
            assertThat(states()).containsExactly("OPEN");
        }
        Soon.of(bus.settle(ONE, List.of(letter.place()), Verdict.REPLAYED, "who lives"));
        assertThat(states()).containsExactly("REPLAYED");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Soon.of(bus.tail(ONE, record -> lines.add(record.value())).caughtUp());
        assertThat(lines).containsExactly("a:unwanted", "a:unwanted");
    }

    @Test
    void aReplayedRecordIsTheSameEventOfTheSameTrace() throws Exception {
        ProducerRecord<byte[], byte[]> traced = chunks("a:1").get(0);
        traced.headers().add(Origin.TRACEPARENT, Envelope.utf8("00-trace-span-01"));
        send(List.of(traced));
        LetterPlace place = refused().place();
        Soon.of(bus.settle(ONE, List.of(place), Verdict.REPLAYED, "the test"));
        Map<String, String> expected = new HashMap<>(texts(traced.headers()));
        expected.put("gantry_replay_of", "one.v1/0/0");
        List<Arrival> records = raw("one.v1", 2);
        assertThat(texts(records.get(1).record().headers())).isEqualTo(expected);
    }

    @Test
    void aMalformedRecordThatFillsItsMebibyteWithItsKeyIsBuriedAndReplayed() throws Exception {
        byte[] key = Envelope.utf8("k".repeat(400_000));
        byte[] bytes = Envelope.utf8("bad".repeat(200_000));
        send(List.of(new ProducerRecord<>(config.topic("one.v1"), key, bytes)));
        DeadLetter letter = refused();
        assertThat(letter.bytes()).isEqualTo(bytes);
        Soon.of(bus.settle(ONE, List.of(letter.place()), Verdict.REPLAYED, "the test"));
        Arrival again = raw("one.v1", 2).get(1);
        assertThat(again.key()).hasSize(400_000);
        assertThat(again.bytes()).isEqualTo(bytes);
    }

    /** Lets a group refuse what stands on a topic; gives the letter. */
    private DeadLetter refused() {
        Subscription taking = bus.take(ONE, "refusers", 10, records -> {
            Outbox outbox = new Outbox();
            records.forEach(record -> outbox.reject(record, "nobody wants it"));
            return Future.succeededFuture(outbox);
        });
        Soon.of(taking.caughtUp().compose(done -> taking.close()));
        BlockingQueue<DeadLetter> letters = new LinkedBlockingQueue<>();
        Subscription reading = bus.deadLetters(ONE, letters::add);
        DeadLetter letter = Soon.next(letters);
        Soon.of(reading.close());
        return letter;
    }

    private List<String> states() {
        try (KnownLetters known = new KnownLetters(bus, List.of(ONE), 10, event -> {})) {
            Soon.of(known.caughtUp());
            return known.all().stream().map(LetterState::word).toList();
        }
    }

    /** The first payloads of a topic as they stand there. */
    private List<Arrival> raw(String topic, int count) {
        BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        Tail<Arrival> raw = Tail.of(
                Connection.of(OpenBus.VERTX, config, Tracer.PASSING),
                List.of(config.topic(topic)),
                arrival -> arrival,
                arrivals::add);
        PollThread.named("raw").newThread(raw).start();
        List<Arrival> first = Soon.next(count, arrivals);
        Soon.of(raw.subscription().close());
        return first;
    }

    /** a begins, b is whole, a ends, c is whole. */
    private void interleave() throws Exception {
        List<ProducerRecord<byte[], byte[]>> a = chunks("a:in two chunks");
        send(List.of(a.get(0), chunks("b:1").get(0), a.get(1), chunks("c:1").get(0)));
    }

    private List<ProducerRecord<byte[], byte[]>> chunks(String line) {
        return new Envelope(config.withChunkBytes(8))
                .wrap(Departure.begin(Tracer.PASSING, new Outbox.Event<>(ONE, line), Origin.UNKNOWN));
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (Producer<byte[], byte[]> producer = new ClientSettings(config).producer()) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                assertThat(producer.send(record).get().partition()).isZero();
            }
        }
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private OffsetAndMetadata committed(String group) throws Exception {
        try (Admin admin = new ClientSettings(config).admin()) {
            return admin
                    .listConsumerGroupOffsets(config.group(group))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .map(offset -> new OffsetAndMetadata(offset.offset(), offset.metadata()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Asks until the broker knows the topic: the controller, which makes it, does so first. */
    private String setting(String topic, String name) throws Exception {
        try (Admin admin = new ClientSettings(config).admin()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, config.topic(topic));
            while (true) {
                try {
                    return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                            .map(settings -> settings.get(name).value())
                            .findFirst()
                            .orElseThrow();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw e;
                    }
                }
            }
        }
    }

    /** Exit status of a process that dies so many milliseconds after so many commits. */
    private int crash(int commits, int delay) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingTaker.class.getName(),
                        broker.bootstrapServers(),
                        config.prefix(),
                        Integer.toString(commits),
                        Integer.toString(delay))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor();
    }
}
