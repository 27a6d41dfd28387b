/** Writes DICOM files: data sets, explicit value representations, little endian (PS3.5, PS3.10). */
@NullMarked
package org.gantry.ingest.dicom.write;

import org.jspecify.annotations.NullMarked;
