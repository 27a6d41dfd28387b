/**
 * A search as it is watched: its curves, alpha, the Pareto front, and the frame in which its architectures are drawn
 * (paper, "Search Space", "Differentiable NAS with Gumbel Softmax").
 */
@NullMarked
package org.gantry.dashboard.search;

import org.jspecify.annotations.NullMarked;
