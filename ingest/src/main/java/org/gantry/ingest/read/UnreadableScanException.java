package org.gantry.ingest.read;

import java.nio.file.Path;

/** A file is no scan that Gantry reads: says which file, which field of it, why, and what to do. */
public final class UnreadableScanException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With all of that in one sentence. */
    UnreadableScanException(String why) {
        super(why);
    }

    /** Of {@code file}, whose {@code field} has a {@code problem} with a {@code remedy}. */
    public UnreadableScanException(Path file, String field, String problem, String remedy) {
        super(file + ": " + field + " " + problem + "; " + remedy);
    }
}
