package org.gantry.domain.answer;

/**
 * What calibration did to probabilities, judged on the same answers.
 *
 * @param temperature what the logits were divided by
 * @param loss mean cross-entropy of the calibrated probabilities
 * @param lossBefore mean cross-entropy at temperature 1
 * @param errorBefore expected calibration error at temperature 1, in [0, 1]
 */
public record Calibration(Temperature temperature, double loss, double lossBefore, double errorBefore) {}
