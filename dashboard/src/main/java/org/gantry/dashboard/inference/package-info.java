/**
 * The V2 inference protocol (KServe, Triton): models as the topics know them, and answers to volumes, each by way of
 * the {@code volumes} and {@code predictions} topics.
 */
@NullMarked
package org.gantry.dashboard.inference;

import org.jspecify.annotations.NullMarked;
