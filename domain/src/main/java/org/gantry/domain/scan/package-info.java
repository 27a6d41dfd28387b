/** Scans, slices, volumes and data sets: what comes in. */
@NullMarked
package org.gantry.domain.scan;

import org.jspecify.annotations.NullMarked;
