/** NIfTI-1: header, voxel types, orientation, reader and writer. */
@NullMarked
package org.gantry.ingest.nifti;

import org.jspecify.annotations.NullMarked;
