package org.gantry.interpreter;

import java.util.Optional;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.TrustedKey;

/**
 * How scans are answered.
 *
 * @param trusted only models are used whose bundle the holder of this key signed
 * @param explainedBy how maps are made
 * @param abstainBelow the probability of the predicted class under which an answer abstains, from 0 (none) to below 1
 */
public record AnswerSettings(Optional<TrustedKey> trusted, CamMethod explainedBy, double abstainBelow) {
    /** By every model that is announced, explained by what points best; abstaining on foreign inputs only. */
    public static final AnswerSettings DEFAULT = new AnswerSettings(Optional.empty(), CamMethod.DEFAULT, 0);

    public AnswerSettings {
        if (!(abstainBelow >= 0 && abstainBelow < 1)) {
            throw new IllegalArgumentException("an answer abstains below a probability from 0 to less than 1, not "
                    + abstainBelow + "; see --abstain-below");
        }
    }

    /** The same by models of any hand, or only of one. */
    public AnswerSettings trusting(Optional<TrustedKey> key) {
        return new AnswerSettings(key, explainedBy, abstainBelow);
    }

    /** The same with maps by another method. */
    public AnswerSettings explaining(CamMethod method) {
        return new AnswerSettings(trusted, method, abstainBelow);
    }

    /** The same with another threshold. */
    public AnswerSettings abstaining(double below) {
        return new AnswerSettings(trusted, explainedBy, below);
    }
}
