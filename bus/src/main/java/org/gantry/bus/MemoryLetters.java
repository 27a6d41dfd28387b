package org.gantry.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.gantry.bus.Settlement.Verdict;

/** {@link Settling} and {@link LetterLog} without a broker: under the log's monitor nobody else settles. */
final class MemoryLetters {
    private final MemoryLog log;

    MemoryLetters(MemoryLog log) {
        this.log = log;
    }

    Optional<DeadLetter> letter(LetterPlace place) {
        return letters(place.topic()).stream()
                .filter(event -> event instanceof DeadLetter && event.place().equals(place))
                .map(DeadLetter.class::cast)
                .findFirst();
    }

    void settle(Settling.Request request) {
        synchronized (log) {
            List<LetterEvent> events = letters(request.topic().name());
            Survey survey = new Survey(request);
            events.forEach(survey::on);
            Set<LetterPlace> open = survey.open();
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (LetterEvent event : events) {
                if (event instanceof DeadLetter letter && open.contains(letter.place())) {
                    if (request.verdict() == Verdict.REPLAYED) {
                        records.add(DeadLetters.replay(letter, MemoryBus.CONFIG));
                    }
                    records.add(DeadLetters.mark(letter.place(), request, MemoryBus.CONFIG));
                }
            }
            log.append(records);
        }
    }

    private List<LetterEvent> letters(String topic) {
        return log.read(MemoryBus.CONFIG.deadLetterTopic(topic), 0, 0, Integer.MAX_VALUE).stream()
                .map(record -> DeadLetters.read(new Arrival(record, record.offset(), record.value(), null)))
                .toList();
    }
}
