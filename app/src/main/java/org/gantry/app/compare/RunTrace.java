package org.gantry.app.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingEvent.Test;
import org.gantry.domain.run.TrainingSpec.Purpose;

/** What the bus said of one run of a comparison so far. Not for several threads at once. */
final class RunTrace {
    private final RunSpec spec;
    private final Map<String, Genotype> candidates = new LinkedHashMap<>();
    private final Map<String, Ended> ends = new LinkedHashMap<>();
    private final Map<Genotype, ArchitectureMeasured> measured = new LinkedHashMap<>();
    private final Map<Integer, Double> shared = new TreeMap<>();
    private Optional<Status> status = Optional.empty();
    private long epochs;

    /** A run of which nothing is known yet. */
    RunTrace(RunSpec spec) {
        this.spec = spec;
    }

    RunSpec spec() {
        return spec;
    }

    void on(Status now) {
        status = Optional.of(now);
    }

    /** The better one of a genotype that was measured twice, as the ranking has it. */
    void on(ArchitectureMeasured architecture) {
        shared.put(architecture.epoch(), architecture.performance());
        measured.merge(architecture.genotype(), architecture, (x, y) -> x.performance() >= y.performance() ? x : y);
    }

    void on(TrainingEvent event) {
        if (event instanceof Requested asked
                && asked.spec().purpose() == Purpose.RANK
                && asked.spec().model() instanceof SearchedModel model) {
            candidates.put(asked.job(), model.genotype());
        } else if (event instanceof Ended ended) {
            ends.put(ended.job(), ended);
        } else if (event instanceof EpochCompleted) {
            epochs++;
        }
    }

    /** Epochs of its search and of its trainings that are behind it. */
    long epochs() {
        return epochs;
    }

    /** Why it failed, if it did. */
    Optional<String> failure() {
        return status.filter(s -> s.stage() == Stage.FAILED).map(Status::message);
    }

    /** A failed run that is asked for again has not failed. */
    void forgetFailure() {
        status = status.filter(s -> s.stage() != Stage.FAILED);
    }

    /** True where nothing more will come. Topics are read side by side, so the test may come after the status. */
    boolean over() {
        boolean completed = status.filter(s -> s.stage() == Stage.COMPLETED).isPresent();
        return failure().isPresent() || (completed && test().isPresent());
    }

    /** The one test of the best architecture. */
    Optional<Test> test() {
        return ends.values().stream().flatMap(e -> e.test().stream()).findFirst();
    }

    /**
     * Accuracy on D_V of what was drawn at the end of each of the last quarter of the epochs, with the shared weights.
     */
    List<Double> sharedAtLast() {
        int epochs = spec.search().epochs();
        return shared.entrySet().stream()
                .filter(e -> e.getKey() >= epochs - Math.max(1, epochs / 4))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The candidates whose short training has ended, each with both of its figures. */
    List<Candidate> candidates() {
        List<Candidate> both = new ArrayList<>();
        candidates.forEach((job, genotype) -> {
            Ended end = ends.get(job);
            ArchitectureMeasured shared = measured.get(genotype);
            if (end != null && shared != null) {
                both.add(new Candidate(genotype, shared.performance(), end.performance(), shared.parameters()));
            }
        });
        return both;
    }

    /**
     * An architecture that the search recorded and the evaluation trained from scratch.
     *
     * @param genotype the architecture
     * @param shared accuracy on D_V with the shared weights
     * @param trained accuracy on D_V after the short training
     * @param parameters trainable parameters
     */
    record Candidate(Genotype genotype, double shared, double trained, long parameters) {}
}
