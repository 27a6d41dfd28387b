/** Searches without a bus: planted truth, and what the bus costs. */
@NullMarked
package org.gantry.bench.search;

import org.jspecify.annotations.NullMarked;
