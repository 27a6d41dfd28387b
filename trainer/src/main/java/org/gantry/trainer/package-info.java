/**
 * Runs the drawn sub-networks of searches and the trainings of the evaluation stage on the GPU or CPU; owns the weights
 * and knows no alpha (paper, Figure 4).
 *
 * <p>In: {@code trainings}, {@code draws}, {@code batches}, {@code datasets}, {@code checkpoints}. Out: {@code epochs},
 * {@code steps}, {@code trainings}, {@code contents}, {@code models}, {@code checkpoints}.
 */
@NullMarked
package org.gantry.trainer;

import org.jspecify.annotations.NullMarked;
