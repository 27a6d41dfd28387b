package org.gantry.ingest.picture;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The picture formats that Gantry reads, told by how their files start. */
enum PictureFormat {
    PNG("89504e470d0a1a0a"),
    /** Little and big endian. */
    TIFF("49492a00|4d4d002a"),
    JPEG("ffd8ff");

    /** Bytes that tell the formats apart. */
    static final int HEAD = 8;

    private final String starts;

    /** By a pattern of the first bytes, hexadecimal. */
    PictureFormat(String starts) {
        this.starts = starts;
    }

    /** The format of a file's first bytes, if it is one of these. */
    static Optional<PictureFormat> of(byte[] head) {
        String start = HexFormat.of().formatHex(head, 0, Math.min(HEAD, head.length));
        return Arrays.stream(values())
                .filter(f -> start.matches("(" + f.starts + ").*"))
                .findFirst();
    }
}
