/**
 * Networks of the search space, in TensorFlow: comes in a {@link org.gantry.network.Batch} and a genotype, goes out a
 * {@link org.gantry.network.StepResult}, an {@link org.gantry.network.Inference} or named weights (paper, "Search
 * Space", "Differentiable NAS", Eq. 4). No TensorFlow type leaves this package; the graphs are built in
 * {@code org.gantry.network.graph}.
 */
@NullMarked
package org.gantry.network;

import org.jspecify.annotations.NullMarked;
