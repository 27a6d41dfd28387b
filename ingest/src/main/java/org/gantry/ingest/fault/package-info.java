/**
 * The faults that the paper's authors removed by hand from CC-CCII (paper, "Datasets and Pre-processing"), found in the
 * slices of a scan. Pure: what comes in are pixels, what goes out are faults, by slice.
 */
@NullMarked
package org.gantry.ingest.fault;

import org.jspecify.annotations.NullMarked;
