package org.gantry.searcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.scan.DatasetManifest;

/**
 * One run from search to model (paper, Figure 4): search, top of the records, short trainings, the best retrained in
 * full. Blocks; it has a thread of its own.
 */
final class RunConductor {
    private final Bus bus;
    private final ArchitectureLog log;
    private final RunSpec spec;
    private final Supplier<Wish> wish;
    private String doing = "before it began";

    /**
     * A conductor of one run.
     *
     * @param wish what the user wishes now
     */
    RunConductor(Bus bus, ArchitectureLog log, RunSpec spec, Supplier<Wish> wish) {
        this.bus = bus;
        this.log = log;
        this.spec = spec;
        this.wish = wish;
    }

    /**
     * Conducts the run until it ends or its user wishes it to rest, and gives the status that says so; a run that
     * cannot be done ends FAILED with the reason. One that is completed stays as it is, however often it is asked for;
     * one that rested goes on where it was.
     */
    Status conduct() throws InterruptedException {
        Optional<Status> completed = completed();
        if (completed.isPresent()) {
            return completed.get();
        }
        try (Trainings trainings = new Trainings(bus, spec, wish)) {
            trainings.attend();
            List<ArchitectureMeasured> measured = search(trainings);
            Genotype best = rank(trainings, measured);
            return retrain(trainings, best);
        } catch (Resting e) {
            return say(e.stage(), doing);
        } catch (RuntimeException e) {
            return say(Stage.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Status> completed() throws InterruptedException {
        return Await.result(Snapshot.latest(bus, Topics.RUNS)).values().stream()
                .filter(e -> e.run().equals(spec.run()))
                .flatMap(e -> e instanceof Status status ? Stream.of(status) : Stream.empty())
                .filter(status -> status.stage() == Stage.COMPLETED)
                .findAny();
    }

    private List<ArchitectureMeasured> search(Trainings trainings) throws InterruptedException {
        begin(
                Stage.SEARCHING,
                spec.search().mode() + ", " + spec.search().epochs() + " epochs, widths " + spec.widths() + ", strides "
                        + spec.strides());
        for (Share share : spec.search().sharing().shares()) {
            trainings.request(new TrainingEvent.SearchRequested(spec, share));
        }
        DatasetManifest manifest = Await.result(Snapshot.dataset(bus, spec.dataset()));
        return new SearchLoop(bus, log, spec, manifest).run(trainings);
    }

    private Genotype rank(Trainings trainings, List<ArchitectureMeasured> measured) throws InterruptedException {
        List<Genotype> top = Ranking.top(measured, spec.evaluation().candidates());
        begin(Stage.RANKING, top.size() + " candidates trained from scratch");
        Map<String, Genotype> candidates = new LinkedHashMap<>();
        for (int i = 0; i < top.size(); i++) {
            TrainingSpec training = spec.shortTraining(i, top.get(i));
            candidates.put(training.job(), top.get(i));
            trainings.request(new TrainingEvent.Requested(training));
        }
        List<Ended> ended = new ArrayList<>();
        for (String job : candidates.keySet()) {
            if (trainings.end(job) instanceof Ended e) {
                ended.add(e);
            }
        }
        Ended best = ended.stream()
                .min(Comparator.comparingDouble(Ended::performance).reversed().thenComparingDouble(Ended::loss))
                .orElseThrow(() -> new IllegalStateException("every short training failed"));
        return Objects.requireNonNull(candidates.get(best.job()), best.job());
    }

    private Status retrain(Trainings trainings, Genotype best) throws InterruptedException {
        begin(Stage.RETRAINING, "best architecture " + best);
        TrainingSpec training = spec.fullTraining(best);
        trainings.request(new TrainingEvent.Requested(training));
        TrainingEvent end = trainings.end(training.job());
        if (end instanceof TrainingEvent.Failed failed) {
            throw new IllegalStateException("the retraining failed: " + failed.reason());
        }
        return say(Stage.COMPLETED, "model " + spec.run() + " is published");
    }

    private void begin(Stage stage, String message) throws InterruptedException {
        doing = "while " + stage + ": " + message;
        say(stage, message);
    }

    @CanIgnoreReturnValue
    private Status say(Stage stage, String message) throws InterruptedException {
        Status status = new Status(spec.run(), stage, message);
        Await.result(bus.publish(Topics.RUNS, status));
        return status;
    }
}
