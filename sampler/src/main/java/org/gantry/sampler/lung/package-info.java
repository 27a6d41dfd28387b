/**
 * The lungs of a scan, cut out as the paper's authors did with CC-CCII (paper, "Datasets and Pre-processing"), by
 * threshold and morphology. Pure.
 */
@NullMarked
package org.gantry.sampler.lung;

import org.jspecify.annotations.NullMarked;
