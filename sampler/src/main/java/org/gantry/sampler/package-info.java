/**
 * Slices become scans, and scans the volumes that trainers and models ask for (paper, "Datasets and Pre-processing",
 * Figure 3). In come {@code slices}, {@code datasets}, {@code epochs} and {@code models}; out go {@code scans},
 * {@code batches} and {@code volumes}.
 */
@NullMarked
package org.gantry.sampler;

import org.jspecify.annotations.NullMarked;
