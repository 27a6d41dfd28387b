package org.gantry.bench.search;

import java.util.ArrayDeque;
import java.util.Deque;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.StepTaken;
import org.gantry.network.Batch;
import org.gantry.network.Device;
import org.gantry.network.SearchNetwork;
import org.gantry.network.StepResult;
import org.gantry.searcher.Search;

/**
 * A search in one thread: the searcher's state machine and the trainer's network, with nothing between them.
 *
 * @param spec what is searched, and how
 * @param macro what the search leaves fixed
 * @param steps steps an epoch
 * @param device where
 */
record PlainSearch(RunSpec spec, MacroArchitecture macro, int steps, Device device) {
    private static final StepResult NOT_MEASURED = new StepResult(0, 0, 0, new double[0]);

    /** What the steps are taken on. */
    @FunctionalInterface
    interface Batches {
        /** Of D_V for an alpha step, of D_T for a weight step; all draws of an alpha step are on the same. */
        Batch of(Draw draw);

        /** What an epoch ends with; nothing need be measured, as no draw depends on it. */
        default StepResult measure(SearchNetwork supernet, Draw draw) {
            return NOT_MEASURED;
        }
    }

    /** Searches to the end and gives softmax(alpha), (block)(operation). */
    @CanIgnoreReturnValue
    double[][] run(Batches batches) {
        Search search = new Search(spec, macro, steps);
        try (SearchNetwork supernet = SearchNetwork.of(macro, spec.searchInput().size(), spec.search(), device)) {
            supernet.initialize(
                    RandomFunction.of(spec.seed()).at(spec.searchJob()).at("weights"));
            Deque<Draw> open = new ArrayDeque<>(search.begin());
            while (!open.isEmpty()) {
                Draw draw = open.poll();
                open.addAll(search.after(taken(draw, step(supernet, draw, batches))));
            }
        }
        return search.probabilities();
    }

    private StepResult step(SearchNetwork supernet, Draw draw, Batches batches) {
        Estimator estimator = spec.search().estimator();
        return switch (draw.phase()) {
            case ALPHA ->
                estimator.needsGates()
                        ? supernet.alphaStep(batches.of(draw), draw)
                        : supernet.trial(batches.of(draw), draw);
            case WEIGHTS ->
                supernet.weightStep(
                        batches.of(draw), draw, spec.search().weights().rate());
            case MEASURE -> batches.measure(supernet, draw);
            case CALIBRATE -> throw new IllegalArgumentException("nothing is drawn to calibrate");
        };
    }

    private static StepTaken taken(Draw draw, StepResult result) {
        return new StepTaken(
                draw.job(),
                draw.epoch(),
                draw.step(),
                draw.phase(),
                draw.index(),
                draw.genotype(),
                result.loss(),
                result.accuracy(),
                result.gradientNorm(),
                result.gates(),
                0);
    }
}
