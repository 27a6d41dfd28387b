package org.gantry.ingest.dicom;

import java.io.IOException;

/** Decodes the frames of a compressed transfer syntax. */
interface Codec {
    /** Name of the compression, for people. */
    String name();

    /** True where a fragment is the first of a frame. */
    boolean starts(byte[] fragment);

    /**
     * The cells of a frame, (row, column) row-major, before {@link PixelFormat} says which of their bits count.
     *
     * @throws IOException where the frame is damaged, or is not of the format's size
     */
    int[] decode(byte[] frame, PixelFormat format) throws IOException;
}
