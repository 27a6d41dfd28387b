package org.gantry.searcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.ContentRef;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.EnsembleSpec;
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
 * full, or the best few, which then become an ensemble. Blocks; it has a thread of its own.
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
            List<Genotype> best = rank(trainings, measured);
            return best.size() == 1 ? retrain(trainings, best.get(0)) : assemble(trainings, best);
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

    /** The best first, as many as are to answer together. */
    private List<Genotype> rank(Trainings trainings, List<ArchitectureMeasured> measured) throws InterruptedException {
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
        if (ended.isEmpty()) {
            throw new IllegalStateException("every short training failed");
        }
        return ended.stream()
                .sorted(Comparator.comparingDouble(Ended::performance)
                        .reversed()
                        .thenComparingDouble(Ended::loss))
                .limit(spec.evaluation().ensemble())
                .map(e -> Objects.requireNonNull(candidates.get(e.job()), e.job()))
                .toList();
    }

    private Status retrain(Trainings trainings, Genotype best) throws InterruptedException {
        begin(Stage.RETRAINING, "best architecture " + best);
        TrainingSpec training = spec.fullTraining(best);
        trainings.request(new TrainingEvent.Requested(training));
        requireEnded(trainings, training.job());
        return say(Stage.COMPLETED, "model " + spec.run() + " is published");
    }

    /** Members are trainings of their own, on as many trainers as there are; what they end with is put together. */
    private Status assemble(Trainings trainings, List<Genotype> best) throws InterruptedException {
        begin(Stage.RETRAINING, "ensemble of " + best.size() + ", best architecture " + best.get(0));
        List<TrainingSpec> members = IntStream.range(0, best.size())
                .mapToObj(i -> spec.memberTraining(i, best.get(i)))
                .toList();
        for (TrainingSpec member : members) {
            trainings.request(new TrainingEvent.Requested(member));
        }
        List<EnsembleSpec.Member> trained = new ArrayList<>();
        for (TrainingSpec member : members) {
            ContentRef bundle = requireEnded(trainings, member.job()).bundle().orElseThrow();
            trained.add(new EnsembleSpec.Member(member.job(), member.model(), bundle));
        }
        EnsembleSpec ensemble = spec.ensemble(trained);
        trainings.request(new TrainingEvent.EnsembleRequested(ensemble));
        requireEnded(trainings, ensemble.job());
        return say(Stage.COMPLETED, "model " + spec.run() + ", an ensemble of " + best.size() + ", is published");
    }

    @CanIgnoreReturnValue
    private static Ended requireEnded(Trainings trainings, String job) throws InterruptedException {
        TrainingEvent end = trainings.end(job);
        if (end instanceof TrainingEvent.Failed failed) {
            throw new IllegalStateException("the retraining failed: " + failed.reason());
        }
        return (Ended) end;
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
