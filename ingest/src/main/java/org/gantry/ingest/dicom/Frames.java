package org.gantry.ingest.dicom;

import java.io.IOException;

/** The frames of a file, from the first to the last, one in memory at a time. */
interface Frames {
    /** The stored numbers of the next frame, (row, column) row-major. */
    int[] next() throws IOException;
}
