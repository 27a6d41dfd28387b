package org.gantry.app.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Cost;
import org.gantry.domain.run.Order;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunSpec;
import org.jspecify.annotations.Nullable;

/**
 * An architecture that is shown, with what is known of it.
 *
 * @param blueprint its blocks
 * @param frame what the search left fixed, in words
 * @param measured how it did, where a search measured it
 */
public record Shown(Blueprint blueprint, String frame, Optional<ArchitectureMeasured> measured) {
    /** One that nobody need have measured. */
    public static Shown of(Blueprint blueprint, String frame) {
        return new Shown(blueprint, frame, Optional.empty());
    }

    /**
     * One that a run measured.
     *
     * @param epoch after which epoch; null for the run's best
     * @throws IllegalArgumentException if there is no such run or epoch, with those that there are
     */
    public static Shown measured(Bus bus, String run, @Nullable Integer epoch) throws InterruptedException {
        RunSpec spec = spec(bus, run);
        List<ArchitectureMeasured> all = Await.result(
                Snapshot.all(bus, Topics.ARCHITECTURES, a -> a.job().equals(spec.searchJob())));
        ArchitectureMeasured chosen = all.stream()
                .filter(a -> epoch == null || a.epoch() == epoch)
                .min(Order.PERFORMANCE.comparator())
                .orElseThrow(() -> new IllegalArgumentException("run " + run + " has measured "
                        + (all.isEmpty()
                                ? "no architecture yet"
                                : "none after epoch " + epoch + "; there are "
                                        + all.stream()
                                                .map(ArchitectureMeasured::epoch)
                                                .sorted()
                                                .toList())));
        int classes =
                Await.result(Snapshot.dataset(bus, spec.dataset())).labels().size();
        Blueprint blueprint = Blueprint.of(
                new CovidNet3d(spec.macro(classes), chosen.genotype()),
                spec.searchInput().size());
        return new Shown(blueprint, "widths " + spec.widths() + ", strides " + spec.strides(), Optional.of(chosen));
    }

    private static RunSpec spec(Bus bus, String run) throws InterruptedException {
        List<RunSpec> asked = Await.result(Snapshot.latest(bus, Topics.RUNS)).values().stream()
                .filter(e -> e instanceof RunEvent.Asked)
                .map(e -> ((RunEvent.Asked) e).spec())
                .toList();
        return asked.stream()
                .filter(s -> s.run().equals(run))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no run " + run + " on this bus; there are "
                        + asked.stream().map(RunSpec::run).sorted().toList()));
    }

    /** What it is. */
    public String title() {
        return measured.map(a -> "CovidNet3D, " + a.job() + ", epoch " + a.epoch())
                .orElse("CovidNet3D");
    }

    /** What is known of it, in lines under the title. */
    public List<String> lines() {
        String all = frame + ", genotype " + blueprint.network().genotype();
        return measured.map(a -> List.of(performance(a), all)).orElseGet(() -> List.of(all));
    }

    private static String performance(ArchitectureMeasured a) {
        String latency = Cost.LATENCY.known(a) ? String.format(Locale.ROOT, "; %.2f ms a volume", a.latency()) : "";
        return String.format(
                Locale.ROOT,
                "accuracy %.3f, loss %.3f on D_V with the shared weights%s",
                a.performance(),
                a.loss(),
                latency);
    }

    /** All of it for programs. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        measured.ifPresent(a -> figures.put("measured", Records.figures(a)));
        figures.put("frame", frame);
        figures.putAll(BlueprintText.figures(blueprint));
        return figures;
    }
}
