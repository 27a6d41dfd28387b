package org.gantry.bench.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.WeightsShared;

/**
 * What came of searches with the same sharing, the mean over seeds.
 *
 * @param trainers how many shares
 * @param every weight steps between two averagings
 * @param seconds wall time from the first step to the last measurement
 * @param volumes D_T volumes that all shares trained on
 * @param meetings how often weights were averaged
 * @param bytes given by a share at a meeting
 * @param trainLoss of the weight steps in the last third of the epochs
 * @param loss on D_V of the architectures measured there
 * @param accuracy likewise
 */
record SharedFigures(
        int trainers,
        int every,
        double seconds,
        double volumes,
        double meetings,
        double bytes,
        double trainLoss,
        double loss,
        double accuracy) {
    private static final double MILLIS = 1e3;
    private static final double KIB = 1024;

    /** Reads them from the bus after the search. */
    static SharedFigures of(Bus bus, RunSpec spec, double seconds, int volumes) throws InterruptedException {
        String job = spec.searchJob();
        int last = spec.search().epochs() - (spec.search().epochs() + 2) / 3;
        List<EpochCompleted> epochs =
                Await.result(Snapshot.all(bus, Topics.TRAININGS, e -> e.job().equals(job))).stream()
                        .filter(EpochCompleted.class::isInstance)
                        .map(EpochCompleted.class::cast)
                        .filter(e -> e.epoch() >= last)
                        .toList();
        List<WeightsShared> given =
                Await.result(Snapshot.all(bus, Topics.AVERAGES, w -> w.job().equals(job)));
        return new SharedFigures(
                spec.search().sharing().trainers(),
                spec.search().sharing().averageEvery(),
                seconds,
                volumes,
                (double) given.size() / spec.search().sharing().trainers(),
                mean(given, w -> w.content().size()),
                mean(epochs, EpochCompleted::trainLoss),
                mean(epochs, EpochCompleted::validationLoss),
                mean(epochs, EpochCompleted::validationAccuracy));
    }

    /** The mean over seeds. */
    static SharedFigures mean(List<SharedFigures> all) {
        return new SharedFigures(
                all.get(0).trainers,
                all.get(0).every,
                mean(all, SharedFigures::seconds),
                mean(all, SharedFigures::volumes),
                mean(all, SharedFigures::meetings),
                mean(all, SharedFigures::bytes),
                mean(all, SharedFigures::trainLoss),
                mean(all, SharedFigures::loss),
                mean(all, SharedFigures::accuracy));
    }

    private static <T> double mean(List<T> all, ToDoubleFunction<T> figure) {
        return all.stream().mapToDouble(figure).average().orElse(0);
    }

    /** Time of both steps of a batch, ms. */
    double millisABatch(int batch) {
        return MILLIS * seconds / (volumes / batch);
    }

    /**
     * What a meeting costs, ms: by least squares from the wall times of searches that differ only in how often they
     * meet, waiting for the slower share included; empty where they do not differ.
     */
    static OptionalDouble millisAMeeting(List<SharedFigures> shared) {
        double meetings = mean(shared, SharedFigures::meetings);
        double seconds = mean(shared, SharedFigures::seconds);
        double[] both = IntStream.range(0, shared.size())
                .mapToObj(shared::get)
                .map(f -> new double[] {
                    (f.meetings - meetings) * (f.seconds - seconds), (f.meetings - meetings) * (f.meetings - meetings)
                })
                .reduce(new double[2], (a, b) -> new double[] {a[0] + b[0], a[1] + b[1]});
        return both[1] > 0 ? OptionalDouble.of(MILLIS * both[0] / both[1]) : OptionalDouble.empty();
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("trainers", trainers);
        figures.put("averageEvery", every);
        figures.put("seconds", seconds);
        figures.put("volumes", volumes);
        figures.put("meetings", meetings);
        figures.put("bytesAMeeting", bytes);
        figures.put("trainLoss", trainLoss);
        figures.put("loss", loss);
        figures.put("accuracy", accuracy);
        return figures;
    }

    /** As a row; bytes are those that a share publishes, and each other one reads. */
    String row(SharedFigures alone) {
        return String.format(
                Locale.ROOT,
                "%8d %5s %8.1f %7.2f %9.0f %11.0f %11.1f %10.3f %9.3f %8.3f",
                trainers,
                trainers == 1 ? "-" : Integer.toString(every),
                seconds,
                alone.seconds / seconds,
                meetings,
                bytes / KIB,
                bytes * meetings * trainers / KIB / volumes,
                trainLoss,
                loss,
                accuracy);
    }

    static String head() {
        return "trainers every  seconds speedup  meetings KiB a share KiB a volume train loss  D_V loss accuracy";
    }
}
