package org.gantry.bus;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Tells passing failures of the brokers from those that no repetition mends. */
final class Failures {
    private Failures() {}

    /** True where the same call may succeed later: an absent broker, a rebalance, an aborted transaction. */
    static boolean passing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (lasting(cause)) {
                return false;
            }
        }
        return failure instanceof KafkaException;
    }

    /** A word for people on a failure. */
    static String say(@Nullable Throwable failure) {
        if (failure == null) {
            return "unknown";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /**
     * Wrong rights or settings (the former are a kind of the latter in Kafka), a record that no broker takes, a bug.
     */
    private static boolean lasting(Throwable cause) {
        return (cause instanceof RuntimeException && !(cause instanceof KafkaException))
                || cause instanceof Error
                || cause instanceof InvalidConfigurationException
                || cause instanceof RecordTooLargeException
                || cause instanceof SerializationException
                || cause instanceof UnsupportedVersionException;
    }
}
