/** NRRD with the voxels in the same file. */
@NullMarked
package org.gantry.ingest.nrrd;

import org.jspecify.annotations.NullMarked;
