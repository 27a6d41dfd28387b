package org.gantry.domain.answer;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a prediction is to be relied on.
 *
 * @param temperature what the logits were divided by; 1 where the model was not calibrated, and of an ensemble, whose
 *     members have one each
 * @param foreignness how far the input is from those that the model learnt from: above 1 it is foreign
 *     ({@link InputDistribution#foreignness}); empty where the model does not know
 * @param disagreement how far the members of an ensemble disagree, nats ({@link Disagreement}); empty of one network
 * @param abstainBelow the probability of the predicted class under which the answer abstains; 0 for none
 * @param abstention whether it abstains, and why
 */
public record Trust(
        Temperature temperature,
        OptionalDouble foreignness,
        OptionalDouble disagreement,
        double abstainBelow,
        Abstention abstention) {
    /** Of an answer of which nothing is known. */
    public static final Trust UNKNOWN =
            new Trust(Temperature.ONE, OptionalDouble.empty(), OptionalDouble.empty(), 0, Abstention.NONE);

    /** Decides whether an answer abstains. */
    public static Trust of(
            float[] probabilities,
            Temperature temperature,
            OptionalDouble foreignness,
            OptionalDouble disagreement,
            double abstainBelow) {
        Abstention abstention = Abstention.NONE;
        if (foreignness.isPresent() && foreignness.getAsDouble() > 1) {
            abstention = Abstention.FOREIGN_INPUT;
        } else if (probabilities[Prediction.mostProbable(probabilities)] < abstainBelow) {
            abstention = Abstention.UNSURE;
        }
        return new Trust(temperature, foreignness, disagreement, abstainBelow, abstention);
    }

    /** Whether the input is unlike those that the model learnt from; empty where the model does not know. */
    public Optional<Boolean> foreign() {
        return foreignness.isPresent() ? Optional.of(foreignness.getAsDouble() > 1) : Optional.empty();
    }

    /** Whether the answer is not to be relied on. */
    public boolean abstains() {
        return abstention != Abstention.NONE;
    }
}
