package org.gantry.ingest.delivery;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.gantry.ingest.dataset.UnusableDatasetException;
import org.gantry.ingest.read.UnreadableScanException;

/** Which failures pass by themselves and which will come again. */
final class Passing {
    private Passing() {}

    /**
     * Whether the same files may be taken later: a disk or a broker is at fault, or the process ends. What files are at
     * fault for, or what only our own code can be, comes again however often it is tried.
     */
    static boolean is(Throwable failure) {
        boolean files = failure instanceof UnusableDatasetException || failure instanceof UnreadableScanException;
        boolean ours =
                failure.getClass().getName().startsWith("java.lang.") && !(failure instanceof InterruptedException);
        return !files && !ours;
    }

    /** A failure in words. */
    static String say(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "it does not fit into the memory; GANTRY_HEAP=4g gives it more";
        }
        if (failure instanceof RejectedExecutionException || failure instanceof InterruptedException) {
            return "the process ends";
        }
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        return failure instanceof IOException && !message.contains(" ")
                ? failure.getClass().getSimpleName() + " " + message
                : message;
    }
}
