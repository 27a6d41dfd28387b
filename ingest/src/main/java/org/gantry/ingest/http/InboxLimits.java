package org.gantry.ingest.http;

/**
 * How much an inbox takes.
 *
 * @param uploadBytes most that one upload may have
 * @param waitingBytes most that all which wait may have together
 * @param waiting most that may wait
 * @param atOnce most that are received at the same time
 * @param spareBytes what stays free on the disk
 */
public record InboxLimits(long uploadBytes, long waitingBytes, int waiting, int atOnce, long spareBytes) {
    /** A study of thousands of slices; twenty such; a disk that is not filled. */
    public static final InboxLimits DEFAULT = new InboxLimits(4L << 30, 20L << 30, 1000, 16, 1L << 30);

    public InboxLimits {
        if (uploadBytes < 1 || waitingBytes < 1 || waiting < 1 || atOnce < 1 || spareBytes < 0) {
            throw new IllegalArgumentException("an inbox that takes nothing is none; give limits above 0");
        }
    }
}
