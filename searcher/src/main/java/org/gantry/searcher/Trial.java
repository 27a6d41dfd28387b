package org.gantry.searcher;

import org.gantry.domain.run.StepTaken;

/**
 * One draw of an alpha step and what came of it.
 *
 * @param drawn the draw
 * @param taken the step
 */
record Trial(GumbelSoftmax drawn, StepTaken taken) {}
