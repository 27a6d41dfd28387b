/**
 * The events of searches and trainings: draws, steps, epochs, measurements (paper, "Differentiable NAS with Gumbel
 * Softmax").
 */
@NullMarked
package org.gantry.domain.run;

import org.jspecify.annotations.NullMarked;
