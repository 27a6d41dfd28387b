/**
 * Ways in: files and folders become scans, slices and data sets on the bus (paper, "Datasets and Pre-processing"). In
 * come paths and lists of labels; out go {@code slices} and {@code datasets}.
 */
@NullMarked
package org.gantry.ingest;

import org.jspecify.annotations.NullMarked;
