package org.gantry.bus;

import java.util.ArrayList;
import java.util.List;
import org.gantry.bus.Grant.Kind;
import org.gantry.bus.Grant.Operation;
import org.gantry.bus.Grant.Pattern;

/**
 * What somebody touches on the bus.
 *
 * @param reads topics that are read without a group, and contents
 * @param writes topics that are written
 * @param lettersRead topics whose dead letters are read
 * @param settled topics whose dead letters are replayed or dropped
 * @param taken topics that are taken by the group, with their dead letters written
 * @param group of those that are taken; empty where none is
 */
record Touched(
        List<Topic<?>> reads,
        List<Topic<?>> writes,
        List<Topic<?>> lettersRead,
        List<Topic<?>> settled,
        List<Topic<?>> taken,
        String group) {
    static final Touched NOTHING = new Touched(List.of(), List.of(), List.of(), List.of(), List.of(), "");

    Touched {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        lettersRead = List.copyOf(lettersRead);
        settled = List.copyOf(settled);
        taken = List.copyOf(taken);
    }

    Touched reading(Topic<?>... topics) {
        return new Touched(List.of(topics), writes, lettersRead, settled, taken, group);
    }

    Touched writing(Topic<?>... topics) {
        return new Touched(reads, List.of(topics), lettersRead, settled, taken, group);
    }

    Touched readingLettersOf(List<Topic<?>> topics) {
        return new Touched(reads, writes, topics, settled, taken, group);
    }

    Touched settling(List<Topic<?>> topics) {
        return new Touched(reads, writes, topics, topics, taken, group);
    }

    Touched taking(Topic<?> topic, String by) {
        return new Touched(reads, writes, lettersRead, settled, List.of(topic), by);
    }

    List<Grant> grants(String prefix) {
        BusConfig config = BusConfig.of("-").withPrefix(prefix);
        List<Grant> grants = new ArrayList<>();
        taken.forEach(topic -> grants.add(topic(config.topic(topic.name()), Operation.READ)));
        reads.forEach(topic -> grants.add(topic(config.topic(topic.name()), Operation.READ)));
        lettersRead.forEach(topic -> grants.add(topic(config.deadLetterTopic(topic.name()), Operation.READ)));
        writes.forEach(topic -> grants.add(topic(config.topic(topic.name()), Operation.WRITE)));
        taken.forEach(topic -> grants.add(topic(config.deadLetterTopic(topic.name()), Operation.WRITE)));
        settled.forEach(topic -> {
            grants.add(topic(config.topic(topic.name()), Operation.WRITE));
            grants.add(topic(config.deadLetterTopic(topic.name()), Operation.WRITE));
            String producer = Settling.producerName(topic, config);
            grants.add(new Grant(Kind.TRANSACTIONAL_ID, producer, Pattern.LITERAL, Operation.WRITE));
        });
        if (!taken.isEmpty()) {
            grants.add(new Grant(Kind.GROUP, config.group(group), Pattern.LITERAL, Operation.READ));
            String transactions = config.transactions(group);
            grants.add(new Grant(Kind.TRANSACTIONAL_ID, transactions, Pattern.PREFIXED, Operation.WRITE));
        }
        return grants.stream().distinct().toList();
    }

    private static Grant topic(String name, Operation operation) {
        return new Grant(Kind.TOPIC, name, Pattern.LITERAL, operation);
    }
}
