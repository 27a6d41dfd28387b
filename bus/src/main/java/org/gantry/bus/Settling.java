package org.gantry.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.gantry.bus.Settlement.Verdict;

/**
 * Settles dead letters on Kafka; blocking.
 *
 * <p>The transactional producer has one name for each topic, whoever settles: opening it ends what another one began,
 * and afterwards the log says what is open. So of two processes that settle the same letter one fails, and a process
 * that died between a letter and the word that it is settled has published neither.
 */
final class Settling {
    private static final int ATTEMPTS = 8;
    private static final int LETTERS_AT_ONCE = 100;
    private static final long BYTES_AT_ONCE = 8 << 20;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Connection connection;
    private final Envelope envelope;

    Settling(Connection connection) {
        this.connection = connection;
        this.envelope = new Envelope(connection.config());
    }

    /**
     * What is to be done.
     *
     * @param topic whose dead letters they are
     * @param places which of them, at least one
     * @param verdict what is done about them
     * @param by who asks
     * @param id of this request, unique for ever
     */
    record Request(Topic<?> topic, SortedSet<LetterPlace> places, Verdict verdict, String by, String id) {
        Request {
            if (places.isEmpty()) {
                throw new IllegalArgumentException("no dead letter is named");
            }
            places.forEach(place -> {
                if (!place.topic().equals(topic.name())) {
                    throw new IllegalArgumentException(place + " is no dead letter of " + topic.name());
                }
            });
        }

        static Request of(Topic<?> topic, Collection<LetterPlace> places, Verdict verdict, String by) {
            return new Request(
                    topic, new TreeSet<>(places), verdict, by, UUID.randomUUID().toString());
        }
    }

    /** Settles them; after a passing failure it looks what is left to do and goes on. */
    synchronized void settle(Request request) throws InterruptedException {
        String what = "settling dead letters of " + request.topic().name();
        Backoff backoff = new Backoff(what, connection.counters());
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(request);
                return;
            } catch (KafkaException e) {
                Duration wait = backoff.failed(e);
                if (attempt == ATTEMPTS) {
                    throw new BusException(what + " failed, some may be settled: " + Failures.say(e), e);
                }
                Thread.sleep(wait.toMillis());
            }
        }
    }

    /** The name of the one producer that may settle letters of a topic. */
    static String producerName(Topic<?> topic, BusConfig config) {
        return config.group("settling-" + topic.name());
    }

    private void attempt(Request request) {
        Producer<byte[], byte[]> producer =
                connection.settings().transactional(producerName(request.topic(), connection.config()));
        try {
            producer.initTransactions();
            LetterLog log = new LetterLog(connection, request.topic().name());
            Survey survey = new Survey(request);
            log.read(request.places(), event -> {
                survey.on(event);
                return true;
            });
            Set<LetterPlace> open = survey.open();
            if (!open.isEmpty()) {
                settle(new Portion(request, producer), log, open);
            }
        } finally {
            producer.close(CLOSING);
        }
    }

    private static void settle(Portion portion, LetterLog log, Set<LetterPlace> open) {
        if (portion.request.verdict() == Verdict.DROPPED) {
            open.forEach(portion::mark);
        } else {
            log.read(new TreeSet<>(open), event -> {
                if (event instanceof DeadLetter letter && open.remove(letter.place())) {
                    portion.replay(letter);
                }
                return !open.isEmpty();
            });
        }
        portion.commit();
    }

    /** Letters that are settled in one transaction; when it is full it is committed and the next one begins. */
    private final class Portion {
        private final Request request;
        private final Producer<byte[], byte[]> producer;
        private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        private int letters;
        private long bytes;

        Portion(Request request, Producer<byte[], byte[]> producer) {
            this.request = request;
            this.producer = producer;
        }

        void mark(LetterPlace place) {
            records.add(DeadLetters.mark(place, request, connection.config()));
            letters++;
            if (letters == LETTERS_AT_ONCE || bytes >= BYTES_AT_ONCE) {
                commit();
            }
        }

        void replay(DeadLetter letter) {
            envelope.requireRoom(request.topic(), letter.bytes().length);
            records.addAll(envelope.split(DeadLetters.replay(letter, connection.config())));
            bytes += letter.bytes().length;
            mark(letter.place());
        }

        /** The commit fails where a record does. */
        @SuppressWarnings("FutureReturnValueIgnored")
        void commit() {
            if (letters == 0) {
                return;
            }
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
            records.clear();
            letters = 0;
            bytes = 0;
        }
    }
}
