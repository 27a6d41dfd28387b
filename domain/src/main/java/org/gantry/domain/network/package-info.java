/**
 * The paper's search space: operations, genotypes, macro-architectures and what they cost (paper, "Search Space",
 * Figure 1).
 */
@NullMarked
package org.gantry.domain.network;

import org.jspecify.annotations.NullMarked;
