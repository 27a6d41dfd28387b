package org.gantry.domain.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the number of a scan's slices alone tells its label, as it does in COVID-CTset: a result on such a data set
 * says less than it seems to.
 *
 * @param below the positive label has fewer slices than the threshold, or at least as many
 * @param threshold number of slices
 * @param accuracy share of scans that this rule answers right
 * @param majority share of the more frequent answer, positive or not
 */
public record SliceCounts(boolean below, int threshold, double accuracy, double majority) {
    /** By how much the rule must be better than the most frequent answer to be told. */
    private static final double TELLING = 0.1;

    /** A scan: how many slices, and whether its label is the positive one. */
    private record Counted(int slices, boolean positive) {}

    /**
     * The best rule of a threshold.
     *
     * @param manifest a data set; its label 1 is the positive one
     * @param slices scan id to number of slices; scans without are left out
     */
    public static Optional<SliceCounts> of(DatasetManifest manifest, Map<String, Integer> slices) {
        List<Counted> scans = manifest.entries().stream()
                .filter(e -> slices.containsKey(e.scanId()))
                .map(e -> new Counted(slices.getOrDefault(e.scanId(), 0), e.label() == 1))
                .sorted(Comparator.comparingInt(Counted::slices))
                .toList();
        long positives = scans.stream().filter(Counted::positive).count();
        int all = scans.size();
        double majority = (double) Math.max(positives, all - positives) / all;
        List<SliceCounts> rules = new ArrayList<>();
        int positivesBelow = 0;
        for (int i = 1; i < all; i++) {
            positivesBelow += scans.get(i - 1).positive() ? 1 : 0;
            if (scans.get(i).slices() > scans.get(i - 1).slices()) {
                double right = positivesBelow + (all - i) - (positives - positivesBelow);
                int threshold = scans.get(i).slices();
                rules.add(new SliceCounts(true, threshold, right / all, majority));
                rules.add(new SliceCounts(false, threshold, (all - right) / all, majority));
            }
        }
        return rules.stream().max(Comparator.comparingDouble(SliceCounts::accuracy));
    }

    /**
     * What to say with every result on a data set; empty where no rule is much better than the most frequent answer.
     *
     * @param scans its scans, and others
     */
    public static Optional<String> leak(DatasetManifest manifest, List<ScanCompleted> scans) {
        Map<String, Integer> slices = scans.stream()
                .collect(Collectors.toMap(s -> s.header().scanId(), ScanCompleted::slices, (first, again) -> again));
        return manifest.labels().size() < 2
                ? Optional.empty()
                : of(manifest, slices)
                        .flatMap(rule -> rule.sentence(manifest.labels().get(1)));
    }

    private Optional<String> sentence(String positive) {
        if (accuracy < majority + TELLING) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the number of slices alone tells %s in %.0f %% of the scans (%s %d slices; the most frequent answer: %.0f %%):"
                        + " a network may learn that instead of the disease",
                positive,
                100 * accuracy,
                below ? "fewer than" : "at least",
                threshold,
                100 * majority));
    }
}
