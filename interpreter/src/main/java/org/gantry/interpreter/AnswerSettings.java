package org.gantry.interpreter;

import java.util.Optional;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.TrustedKey;

/**
 * How scans are answered.
 *
 * @param trusted only models are used whose bundle the holder of this key signed
 * @param explainedBy how maps are made
 */
public record AnswerSettings(Optional<TrustedKey> trusted, CamMethod explainedBy) {
    /** By every model that is announced, explained as the paper does. */
    public static final AnswerSettings DEFAULT = new AnswerSettings(Optional.empty(), CamMethod.CAM);
}
