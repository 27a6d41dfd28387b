package org.gantry.network.card;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.answer.Metrics;

/**
 * What a model is not good for, as far as its own facts tell.
 *
 * @param test its one test
 * @param knowsInputs whether it tells foreign inputs
 * @param saysData whether its bundle says how many scans there were
 */
record Limits(Metrics test, boolean knowsInputs, boolean saysData) {
    private static final int FEW = 100;

    List<String> sentences() {
        List<String> limits = new ArrayList<>();
        limits.add("Tested on one data set, on patients that it did not learn from but of the same origin; how it does"
                + " on other hospitals, scanners, protocols and patients is not known.");
        limits.add("Nothing is known of its differences between groups of patients: age and sex never reach it.");
        int fewest = IntStream.range(0, test.classes())
                .map(c -> IntStream.of(test.confusion()[c]).sum())
                .min()
                .orElseThrow();
        if (fewest < FEW) {
            limits.add("Only " + test.count() + " scans were tested, " + fewest
                    + " of the rarest class: read the intervals, not the figures.");
        }
        if (test.accuracy() <= test.majorityAccuracy()) {
            limits.add("Its accuracy is not above that of always answering the most frequent class.");
        }
        limits.add("It knows its classes and no other finding; a probability is that among these classes, at the"
                + " frequencies of its own data.");
        limits.add("A class activation map shows what spoke for a class, coarsely; it is no segmentation of a lesion.");
        limits.add(
                knowsInputs
                        ? "Foreign inputs are told by the look of the whole volume; a chest CT that differs in what"
                                + " matters, yet not in that, is not flagged."
                        : "Its bundle says nothing of the inputs that it learnt from: foreign ones are not flagged.");
        if (test.calibration().isEmpty()) {
            limits.add("Its probabilities are a network's own; nobody calibrated them.");
        }
        if (!saysData) {
            limits.add("Its bundle does not say how many scans of which class it was made from.");
        }
        return limits;
    }
}
