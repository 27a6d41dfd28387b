/** NIfTI-1 and NIfTI-2: header, voxel types, orientation, reader and writer. */
@NullMarked
package org.gantry.ingest.nifti;

import org.jspecify.annotations.NullMarked;
