/**
 * Classifies volumes and explains the answers by class activation maps (paper, Eq. 4, Figure 5).
 *
 * <p>In: {@code volumes}, {@code models}, {@code contents}. Out: {@code predictions}, {@code cams}, once for each scan
 * and model.
 */
@NullMarked
package org.gantry.interpreter;

import org.jspecify.annotations.NullMarked;
