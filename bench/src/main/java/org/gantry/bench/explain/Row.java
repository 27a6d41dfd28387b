package org.gantry.bench.explain;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A line of the table.
 *
 * @param strides of the network
 * @param testAccuracy of each training
 * @param method that made the maps
 * @param cells of a map before it is brought to the volume's size
 * @param localisation mean over scans and trainings
 * @param averagePrecisions mean over scans of each training
 * @param oracle the best average precision of such cells
 * @param alike mean correlation of ranks with the map by random weights
 */
record Row(
        String strides,
        List<Double> testAccuracy,
        String method,
        String cells,
        Localisation localisation,
        List<Double> averagePrecisions,
        double oracle,
        double alike) {
    static final String HEAD = String.format(
            Locale.ROOT,
            "%-12s %-12s %-10s %8s %8s %8s %8s %8s %8s %8s %8s%n",
            "strides",
            "method",
            "cells",
            "chance",
            "energy",
            "pointing",
            "AP",
            "least",
            "most",
            "oracle",
            "random");

    /** Of one training or several. */
    static Row of(String strides, List<Double> testAccuracy, String method, List<Points> trainings) {
        Localisation mean =
                Localisation.mean(trainings.stream().map(Points::localisation).toList());
        return new Row(
                strides,
                testAccuracy,
                method,
                trainings.get(0).cells(),
                mean,
                trainings.stream()
                        .map(points -> points.localisation().averagePrecision())
                        .toList(),
                trainings.get(0).oracle().averagePrecision(),
                trainings.stream().collect(Collectors.averagingDouble(Points::alike)));
    }

    @Override
    public String toString() {
        DoubleSummaryStatistics trainings = averagePrecisions.stream().collect(Collectors.summarizingDouble(ap -> ap));
        return String.format(
                Locale.ROOT,
                "%-12s %-12s %-10s %8.3f %8.3f %8.3f %8.3f %8.3f %8.3f %8.3f %8.3f",
                strides,
                method,
                cells,
                localisation.chance(),
                localisation.energy(),
                localisation.pointing(),
                localisation.averagePrecision(),
                trainings.getMin(),
                trainings.getMax(),
                oracle,
                alike);
    }
}
