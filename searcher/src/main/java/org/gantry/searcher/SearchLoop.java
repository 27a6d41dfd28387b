package org.gantry.searcher;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;

/**
 * Turns steps into draws until the search is finished. After a restart the same steps are read again from the log and
 * give the same draws; only those that nobody has published yet go out.
 */
final class SearchLoop {
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

    private final Bus bus;
    private final ArchitectureLog log;
    private final RunSpec spec;
    private final MacroArchitecture macro;
    private final Search search;
    private final double chance;
    private Set<List<Integer>> drawsKnown = Set.of();
    private Set<Integer> architecturesKnown = Set.of();

    SearchLoop(Bus bus, ArchitectureLog log, RunSpec spec, DatasetManifest manifest) {
        this.bus = bus;
        this.log = log;
        this.spec = spec;
        this.macro = spec.macro(manifest.labels().size());
        this.chance = manifest.chance(Role.SEARCH_TRAIN);
        this.search = new Search(spec, macro, EpochPlan.searchSteps(spec, manifest), chance);
    }

    /**
     * Runs the search to its end and gives all measured architectures.
     *
     * @throws Resting if the user wishes the run to rest; opened again, it goes on where it was
     */
    List<ArchitectureMeasured> run(Trainings trainings) throws InterruptedException {
        String job = spec.searchJob();
        CollapseWatch watch = new CollapseWatch(spec, chance, search.alpha(), warned());
        drawsKnown = Await.result(Snapshot.all(bus, Topics.DRAWS, d -> d.job().equals(job))).stream()
                .map(SearchLoop::place)
                .collect(Collectors.toSet());
        architecturesKnown = Await.result(
                        Snapshot.all(bus, Topics.ARCHITECTURES, a -> a.job().equals(job)))
                .stream()
                .map(ArchitectureMeasured::epoch)
                .collect(Collectors.toSet());
        try (SharedSteps steps = new SharedSteps(bus, spec)) {
            publish(search.begin());
            while (!search.finished()) {
                trainings.attend();
                Optional<StepTaken> next = steps.next(LOOK_AROUND);
                if (next.isPresent()) {
                    take(next.get(), watch);
                } else {
                    requireHealth(trainings);
                }
            }
        }
        return log.architectures(job);
    }

    private void requireHealth(Trainings trainings) {
        for (Share share : spec.search().sharing().shares()) {
            trainings.failure(spec.searchJob(share)).ifPresent(reason -> {
                throw new IllegalStateException("the search's training failed: " + reason);
            });
        }
    }

    private static List<Integer> place(Draw draw) {
        return List.of(draw.epoch(), draw.step(), draw.phase().order(), draw.index());
    }

    /** What was warned of before this searcher took the run. */
    private Set<Concern> warned() throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.RUNS, e -> e.run().equals(spec.run()))).stream()
                .flatMap(e -> e instanceof Warned w ? Stream.of(w.concern()) : Stream.empty())
                .collect(Collectors.toSet());
    }

    private void take(StepTaken step, CollapseWatch watch) throws InterruptedException {
        log.write(step);
        if (step.phase() == Phase.MEASURE) {
            measured(step);
        }
        publish(search.after(step));
        for (Warned warning : watch.after(step, search.alpha())) {
            Await.result(bus.publish(Topics.RUNS, warning));
        }
    }

    private void measured(StepTaken step) throws InterruptedException {
        NetworkDescription cost = NetworkDescription.of(
                new CovidNet3d(macro, step.genotype()), spec.searchInput().size());
        ArchitectureMeasured architecture = new ArchitectureMeasured(
                step.job(),
                step.epoch(),
                step.genotype(),
                step.accuracy(),
                step.loss(),
                cost.parameters(),
                cost.macs(),
                step.latency());
        log.write(architecture);
        if (!architecturesKnown.contains(step.epoch())) {
            Await.result(bus.publish(Topics.ARCHITECTURES, architecture));
        }
    }

    private void publish(List<Draw> draws) throws InterruptedException {
        for (Draw draw : draws) {
            log.write(draw);
            if (!drawsKnown.contains(place(draw))) {
                Await.result(bus.publish(Topics.DRAWS, draw));
            }
        }
    }
}
