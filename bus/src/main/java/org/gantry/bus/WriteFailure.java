package org.gantry.bus;

import java.util.Collection;
import java.util.TreeSet;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.gantry.bus.Grant.Operation;

/** Says of what keeps a record from the brokers for ever which setting or right lets it pass. */
final class WriteFailure {
    private WriteFailure() {}

    /**
     * A failure in words where a right is missing or a record is too large, any other as it is.
     *
     * @param topics where the records were to go, by their names at the brokers
     */
    static Throwable named(Throwable failure, Collection<String> topics) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return new BusException(
                        "the brokers take no record as large as those for " + String.join(", ", new TreeSet<>(topics))
                                + " (" + Failures.say(cause) + "): raise max.message.bytes of the topic or"
                                + " message.max.bytes of the brokers to " + BusConfig.RECORD_BYTES
                                + ", or have smaller records made by '--kafka " + BusConfig.LIMIT + "=BYTES'",
                        failure);
            }
        }
        return MissingRight.named(failure, Operation.WRITE);
    }

    /** The same of what is thrown. */
    static RuntimeException named(RuntimeException failure, Collection<String> topics) {
        return named((Throwable) failure, topics) instanceof RuntimeException words ? words : failure;
    }
}
