package org.gantry.domain.run;

/**
 * How a network is trained from scratch (paper, "Experiments").
 *
 * @param epochs epochs over the training's scans
 * @param batch volumes a step
 * @param accumulation passes that a step's batch is cut into where memory is short; batch statistics are each pass's
 *     own
 * @param patience epochs without a better validation after which it stops; 0 never stops early
 * @param precision numbers in which the layers multiply
 * @param schedule the learning rate
 * @param regularisation what keeps it general
 */
public record TrainingPlan(
        int epochs,
        int batch,
        int accumulation,
        int patience,
        Precision precision,
        Schedule schedule,
        Regularisation regularisation) {
    /** Numbers in which layers multiply; weights, sums and statistics are always float32. */
    public enum Precision {
        /** IEEE single precision. */
        FLOAT32,
        /** 8 bits of exponent, 8 of significand: float32's range, so that no loss scaling is needed. */
        BFLOAT16
    }

    /** The paper's: 200 epochs of batches of 16, Adam from 1e-3 along a cosine to 1e-5. */
    public static final TrainingPlan PAPER =
            new TrainingPlan(200, 16, 1, 0, Precision.FLOAT32, Schedule.PAPER, Regularisation.PAPER);

    public TrainingPlan {
        if (epochs < 1 || batch < 1 || patience < 0) {
            throw new IllegalArgumentException("a training needs an epoch and a volume in a batch, not " + epochs
                    + " epochs of batches of " + batch + " with patience " + patience);
        }
        if (accumulation < 1 || batch % accumulation != 0) {
            throw new IllegalArgumentException(
                    "a batch of " + batch + " cannot be accumulated over " + accumulation + " equal passes");
        }
    }

    /** Volumes a pass. */
    public int pass() {
        return batch / accumulation;
    }

    /** The same over other epochs. */
    public TrainingPlan over(int otherEpochs) {
        return new TrainingPlan(otherEpochs, batch, accumulation, patience, precision, schedule, regularisation);
    }
}
