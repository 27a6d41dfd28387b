package org.gantry.app.training;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingEvent.Failed;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingSpec;

/**
 * What the bus says of one training.
 *
 * @param spec what was asked
 * @param epochs completed epochs in order
 * @param ended its end, where it ended well
 * @param failure why it failed, if it did and was not asked for again since
 */
public record TrainingRecord(
        TrainingSpec spec, List<EpochCompleted> epochs, Optional<Ended> ended, Optional<String> failure) {
    public TrainingRecord {
        epochs = List.copyOf(epochs);
    }

    /** A training of which nothing is known yet. */
    static TrainingRecord of(TrainingSpec spec) {
        return new TrainingRecord(spec, List.of(), Optional.empty(), Optional.empty());
    }

    /** The trainings that some events tell of, in the order in which they were asked for. */
    public static List<TrainingRecord> of(List<TrainingEvent> events) {
        Map<String, TrainingRecord> records = new LinkedHashMap<>();
        for (TrainingEvent event : events) {
            if (event instanceof Requested request) {
                records.putIfAbsent(event.job(), of(request.spec()));
            }
            records.computeIfPresent(event.job(), (job, record) -> record.after(event));
        }
        return List.copyOf(records.values());
    }

    /** The record after an event; what failed may be asked for again, and an epoch may be told twice. */
    TrainingRecord after(TrainingEvent event) {
        if (event instanceof Requested) {
            return new TrainingRecord(spec, epochs, ended, Optional.empty());
        }
        if (event instanceof EpochCompleted epoch) {
            return new TrainingRecord(spec, with(epoch), ended, failure);
        }
        if (event instanceof Ended end) {
            return new TrainingRecord(spec, epochs, Optional.of(end), Optional.empty());
        }
        return event instanceof Failed failed
                ? new TrainingRecord(spec, epochs, ended, Optional.of(failed.reason()))
                : this;
    }

    private List<EpochCompleted> with(EpochCompleted epoch) {
        return Stream.concat(epochs.stream().filter(e -> e.epoch() != epoch.epoch()), Stream.of(epoch))
                .sorted(Comparator.comparingInt(EpochCompleted::epoch))
                .toList();
    }

    /** True where nothing more will come. */
    public boolean over() {
        return ended.isPresent() || failure.isPresent();
    }

    /** Epochs that need not be waited for: all of them once it is over. */
    public int epochsBehind() {
        return over() ? spec.plan().epochs() : epochs.size();
    }

    /** Its name within its run. */
    public String name() {
        return spec.job().substring(spec.job().indexOf('/') + 1);
    }

    /** Its one test. */
    public Optional<TrainingEvent.Test> test() {
        return ended.flatMap(Ended::test);
    }
}
