/**
 * Owns alpha and knows no tensor: draws architectures, moves alpha by the gates that come back, logs every
 * architecture, and conducts the evaluation stage (paper, "Differentiable NAS with Gumbel Softmax", Figure 4).
 *
 * <p>In: {@code runs}, {@code steps}, {@code trainings}, {@code datasets}. Out: {@code draws}, {@code architectures},
 * {@code trainings}, {@code runs}.
 */
@NullMarked
package org.gantry.searcher;

import org.jspecify.annotations.NullMarked;
