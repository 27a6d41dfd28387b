package org.gantry.app.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.gantry.app.Json;
import org.gantry.app.compare.RunTrace.Candidate;
import org.gantry.domain.network.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Why a search may have found nothing better than chance does; means over runs, each empty where no run has it.
 *
 * @param shared accuracy on D_V with the shared weights in the last quarter of the epochs: at chance, no step could
 *     tell alpha anything
 * @param tau Kendall's, between shared-weight and trained accuracy of a run's candidates: at 0, the supernet ranks
 *     architectures by luck
 * @param skip share of Skip in the candidates' blocks: near 1, the search has collapsed
 */
record Causes(OptionalDouble shared, OptionalDouble tau, OptionalDouble skip) {
    static Causes of(List<RunTrace> runs) {
        return new Causes(
                runs.stream()
                        .flatMap(run -> run.sharedAtLast().stream())
                        .mapToDouble(Double::doubleValue)
                        .average(),
                runs.stream().flatMapToDouble(Causes::tau).average(),
                runs.stream()
                        .flatMap(run -> run.candidates().stream())
                        .mapToDouble(Causes::skip)
                        .average());
    }

    private static DoubleStream tau(RunTrace run) {
        List<Candidate> all = run.candidates();
        return KendallTau.of(
                all.stream().map(Candidate::shared).toList(),
                all.stream().map(Candidate::trained).toList())
                .stream();
    }

    private static double skip(Candidate candidate) {
        List<Operation> path = candidate.genotype().operations();
        return (double) path.stream().filter(o -> o == Operation.SKIP).count() / path.size();
    }

    /** For people. */
    String text() {
        return String.format(
                Locale.ROOT,
                "D_V accuracy with shared weights %s at last, Kendall's tau between it and the trained one %s, Skip in %s of"
                        + " the candidates' blocks",
                number(shared),
                number(tau),
                number(skip));
    }

    static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "-";
    }

    /** For programs. */
    Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("sharedAtLast", Json.orNull(shared));
        figures.put("kendallTau", Json.orNull(tau));
        figures.put("skip", Json.orNull(skip));
        return figures;
    }
}
