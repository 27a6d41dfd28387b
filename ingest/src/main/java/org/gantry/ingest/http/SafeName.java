package org.gantry.ingest.http;

/** File names that strangers send, as names that lead nowhere. */
final class SafeName {
    private static final int LONGEST = 100;

    private SafeName() {}

    /**
     * The last part of a path, of letters, digits, dots, dashes and underscores; never hidden, never a folder's, never
     * one that says that the file is unfinished.
     */
    static String of(String sent, String otherwise) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String safe = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.]+", "");
        if (safe.length() > LONGEST) {
            safe = safe.substring(safe.length() - LONGEST).replaceAll("^[.]+", "");
        }
        return safe.replaceAll("[._-]", "").isEmpty() ? otherwise : safe.replaceAll("(?i)[.](part|tmp)$", "_$1");
    }
}
