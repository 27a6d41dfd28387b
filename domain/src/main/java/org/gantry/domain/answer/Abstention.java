package org.gantry.domain.answer;

/** Whether an answer should be relied on, or why not; its probabilities are given in any case. */
public enum Abstention {
    /** It answers. */
    NONE,
    /** The most probable class is less probable than what was asked for. */
    UNSURE,
    /** The input is unlike those that the model learnt from. */
    FOREIGN_INPUT
}
