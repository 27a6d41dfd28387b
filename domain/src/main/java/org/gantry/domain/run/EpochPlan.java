package org.gantry.domain.run;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Role;

/**
 * The batches of an epoch, in the order of their ordinals: a pure function of manifest and request, which every
 * sampler, trainer and searcher computes alike (ARCHITECTURE.md, section 3).
 *
 * @param batches its batches
 */
public record EpochPlan(List<PlannedBatch> batches) {
    /** At most so many D_T batches re-estimate BN statistics before a measurement. */
    static final int CALIBRATION_BATCHES = 8;

    /**
     * One batch.
     *
     * @param phase what it is for
     * @param step 0-based step of its phase
     * @param entries its scans by position
     */
    public record PlannedBatch(Phase phase, int step, List<Entry> entries) {
        /** True where slices are drawn at random and volumes flipped. */
        public boolean augmented() {
            return phase == Phase.ALPHA || phase == Phase.WEIGHTS;
        }
    }

    public EpochPlan {
        batches = List.copyOf(batches);
    }

    /** Steps of a phase. */
    public int steps(Phase phase) {
        return (int) batches.stream().filter(b -> b.phase() == phase).count();
    }

    /** Weight steps in an epoch of a run's search; as many alpha steps, unless it only warms up. */
    public static int searchSteps(RunSpec spec, DatasetManifest manifest) {
        return of(manifest, EpochEvent.Requested.search(spec, 0)).steps(Phase.WEIGHTS);
    }

    /** The plan of a request. */
    public static EpochPlan of(DatasetManifest manifest, EpochEvent.Requested request) {
        RandomFunction random = order(request, request.share().search(request.job()));
        int n = request.batch();
        return new EpochPlan(
                switch (request.content()) {
                    case SEARCH -> search(manifest, random, n, request.share());
                    case WARM_UP -> withoutAlpha(search(manifest, random, n, request.share()));
                    case TRAIN_ON_SEARCH_TRAIN -> train(manifest, EnumSet.of(Role.SEARCH_TRAIN), random, n);
                    case TRAIN -> train(manifest, DatasetManifest.train(), random, n);
                    case EVALUATE_SEARCH_VALIDATION -> ordered(Phase.MEASURE, manifest, Role.SEARCH_VALIDATION, n);
                    case EVALUATE_VALIDATION -> ordered(Phase.MEASURE, manifest, Role.VALIDATION, n);
                    case EVALUATE_TEST -> ordered(Phase.MEASURE, manifest, Role.TEST, n);
                });
    }

    /** The random function of a request; its augmentation comes from it, and its order where it is not shared. */
    public static RandomFunction order(EpochEvent.Requested request) {
        return order(request, request.job());
    }

    private static RandomFunction order(EpochEvent.Requested request, String job) {
        return RandomFunction.of(request.seed()).at(job).at(request.epoch());
    }

    /** The shares of a step take batches that follow each other in one order; the first share measures. */
    private static List<PlannedBatch> search(DatasetManifest manifest, RandomFunction random, int n, Share share) {
        List<PlannedBatch> alpha = shuffled(
                Phase.ALPHA, manifest.of(EnumSet.of(Role.SEARCH_VALIDATION)), random.at(Phase.ALPHA.name()), n);
        List<PlannedBatch> weights = train(manifest, EnumSet.of(Role.SEARCH_TRAIN), random, n);
        List<PlannedBatch> batches = new ArrayList<>();
        for (int step = 0; step < Math.min(alpha.size(), weights.size()) / share.of(); step++) {
            int taken = step * share.of() + share.index();
            batches.add(new PlannedBatch(Phase.ALPHA, step, alpha.get(taken).entries()));
            batches.add(new PlannedBatch(Phase.WEIGHTS, step, weights.get(taken).entries()));
        }
        if (share.index() > 0) {
            return batches;
        }
        weights.stream()
                .limit(CALIBRATION_BATCHES)
                .forEach(b -> batches.add(new PlannedBatch(Phase.CALIBRATE, b.step(), b.entries())));
        batches.addAll(ordered(Phase.MEASURE, manifest, Role.SEARCH_VALIDATION, n));
        return batches;
    }

    private static List<PlannedBatch> withoutAlpha(List<PlannedBatch> batches) {
        return batches.stream().filter(b -> b.phase() != Phase.ALPHA).toList();
    }

    private static List<PlannedBatch> train(DatasetManifest manifest, Set<Role> roles, RandomFunction random, int n) {
        return shuffled(Phase.WEIGHTS, manifest.of(roles), random.at(Phase.WEIGHTS.name()), n);
    }

    private static List<PlannedBatch> shuffled(Phase phase, List<Entry> entries, RandomFunction random, int n) {
        if (entries.size() < n) {
            throw new IllegalArgumentException("the " + phase + " steps have " + entries.size()
                    + " scans, fewer than a batch of " + n + "; ask for smaller batches or give more scans");
        }
        int[] order = random.permutation(entries.size());
        return cut(phase, IntStream.of(order).mapToObj(entries::get).toList(), n, entries.size() / n);
    }

    private static List<PlannedBatch> ordered(Phase phase, DatasetManifest manifest, Role role, int n) {
        List<Entry> entries = manifest.of(EnumSet.of(role));
        return cut(phase, entries, n, (entries.size() + n - 1) / n);
    }

    private static List<PlannedBatch> cut(Phase phase, List<Entry> entries, int n, int batches) {
        return IntStream.range(0, batches)
                .mapToObj(s ->
                        new PlannedBatch(phase, s, entries.subList(s * n, Math.min(entries.size(), (s + 1) * n))))
                .toList();
    }
}
