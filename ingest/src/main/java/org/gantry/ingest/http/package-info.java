/**
 * Uploads: DICOMweb's {@code POST /studies} (PS3.18 10.5) and {@code POST /scans}. A body goes to the disk as it comes,
 * and is a delivery once it is whole.
 */
@NullMarked
package org.gantry.ingest.http;

import org.jspecify.annotations.NullMarked;
