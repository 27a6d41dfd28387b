package org.gantry.searcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunSpec;
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

    RunConductor(Bus bus, ArchitectureLog log, RunSpec spec) {
        this.bus = bus;
        this.log = log;
        this.spec = spec;
    }

    /**
     * Conducts the run to its end; a run that cannot be done ends FAILED with the reason. One that is completed stays
     * as it is, however often it is asked for.
     */
    void conduct() throws InterruptedException {
        if (completed()) {
            return;
        }
        try (Trainings trainings = new Trainings(bus, spec)) {
            List<ArchitectureMeasured> measured = search(trainings);
            Genotype best = rank(trainings, measured);
            retrain(trainings, best);
        } catch (RuntimeException e) {
            say(Stage.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private boolean completed() throws InterruptedException {
        return Await.result(Snapshot.latest(bus, Topics.RUNS)).values().stream()
                .anyMatch(e -> e instanceof Status status
                        && status.run().equals(spec.run())
                        && status.stage() == Stage.COMPLETED);
    }

    private List<ArchitectureMeasured> search(Trainings trainings) throws InterruptedException {
        say(
                Stage.SEARCHING,
                spec.search().mode() + ", " + spec.search().epochs() + " epochs, widths " + spec.widths() + ", strides "
                        + spec.strides());
        trainings.request(new TrainingEvent.SearchRequested(spec));
        DatasetManifest manifest = Await.result(Snapshot.dataset(bus, spec.dataset()));
        return new SearchLoop(bus, log, spec, manifest).run(trainings);
    }

    private Genotype rank(Trainings trainings, List<ArchitectureMeasured> measured) throws InterruptedException {
        List<Genotype> top = Ranking.top(measured, spec.evaluation().candidates());
        say(Stage.RANKING, top.size() + " candidates trained from scratch");
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

    private void retrain(Trainings trainings, Genotype best) throws InterruptedException {
        say(Stage.RETRAINING, "best architecture " + best);
        TrainingSpec training = spec.fullTraining(best);
        trainings.request(new TrainingEvent.Requested(training));
        TrainingEvent end = trainings.end(training.job());
        if (end instanceof TrainingEvent.Failed failed) {
            throw new IllegalStateException("the retraining failed: " + failed.reason());
        }
        say(Stage.COMPLETED, "model " + spec.run() + " is published");
    }

    private void say(Stage stage, String message) throws InterruptedException {
        Await.result(bus.publish(Topics.RUNS, new Status(spec.run(), stage, message)));
    }
}
