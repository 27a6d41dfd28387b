/**
 * DICOM: data sets, transfer syntaxes, pixel codecs, and the slices of a series put together (PS3.3, PS3.5, PS3.10).
 */
@NullMarked
package org.gantry.ingest.dicom;

import org.jspecify.annotations.NullMarked;
