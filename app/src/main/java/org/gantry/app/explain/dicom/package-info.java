/** A CAM as DICOM objects: what a viewer or an archive of a hospital opens (PS3.3). */
@NullMarked
package org.gantry.app.explain.dicom;

import org.jspecify.annotations.NullMarked;
