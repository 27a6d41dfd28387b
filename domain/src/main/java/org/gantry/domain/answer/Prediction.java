package org.gantry.domain.answer;

import java.util.List;
import org.gantry.domain.Provenance;

/**
 * Our answer for a scan.
 *
 * @param scanId the scan
 * @param model name of the model that answered
 * @param modelDigest digest of its bundle
 * @param labels the classes by index
 * @param probabilities one a class; they sum to 1
 * @param provenance where the model comes from
 * @param slices which slices of the scan were seen, feet to head
 * @param sliceScores how much each of them spoke for the most probable class ({@link Cam#sliceScores})
 * @param trust how far it is to be relied on
 */
public record Prediction(
        String scanId,
        String model,
        String modelDigest,
        List<String> labels,
        float[] probabilities,
        Provenance provenance,
        int[] slices,
        float[] sliceScores,
        Trust trust) {
    public Prediction {
        labels = List.copyOf(labels);
        if (labels.size() != probabilities.length) {
            throw new IllegalArgumentException(probabilities.length + " probabilities for classes " + labels);
        }
        if (slices.length != sliceScores.length) {
            throw new IllegalArgumentException(sliceScores.length + " scores for " + slices.length + " slices");
        }
    }

    /** Of which nobody knows how far it is to be relied on. */
    public Prediction(
            String scanId,
            String model,
            String modelDigest,
            List<String> labels,
            float[] probabilities,
            Provenance provenance,
            int[] slices,
            float[] sliceScores) {
        this(scanId, model, modelDigest, labels, probabilities, provenance, slices, sliceScores, Trust.UNKNOWN);
    }

    /** Index of the most probable class. */
    public int classIndex() {
        return mostProbable(probabilities);
    }

    /** Index of the largest, the first of them where several are. */
    public static int mostProbable(float[] probabilities) {
        int best = 0;
        for (int c = 1; c < probabilities.length; c++) {
            if (probabilities[c] > probabilities[best]) {
                best = c;
            }
        }
        return best;
    }

    /** The most probable class. */
    public String label() {
        return labels.get(classIndex());
    }
}
