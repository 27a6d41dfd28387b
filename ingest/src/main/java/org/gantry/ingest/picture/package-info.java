/** Pictures as slices: PNG, TIFF and JPEG, a folder or the pages of a file for a scan. */
@NullMarked
package org.gantry.ingest.picture;

import org.jspecify.annotations.NullMarked;
