package org.gantry.bus;

import java.util.Collection;
import java.util.TreeSet;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.gantry.bus.Grant.Operation;

/** Says of a refusal of the brokers which right to what is missing; they themselves say the name at most. */
final class MissingRight {
    private MissingRight() {}

    /**
     * A failure in words where a right is missing, any other as it is.
     *
     * @param wanted what was to be done
     */
    static Throwable named(Throwable failure, Operation wanted) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException refusal) {
                return new BusException(
                        "the brokers do not let this client " + what(refusal, wanted)
                                + ": give its principal the right; 'gantry acl' prints the commands for each role",
                        failure);
            }
        }
        return failure;
    }

    /** The same of what is thrown. */
    static RuntimeException named(RuntimeException failure, Operation wanted) {
        Throwable named = named((Throwable) failure, wanted);
        return named instanceof RuntimeException words ? words : failure;
    }

    private static String what(AuthorizationException refusal, Operation wanted) {
        if (refusal instanceof TopicAuthorizationException topics) {
            return wanted + " topic " + listed(topics.unauthorizedTopics());
        } else if (refusal instanceof GroupAuthorizationException group) {
            return Operation.READ + " group " + group.groupId();
        } else if (refusal instanceof TransactionalIdAuthorizationException) {
            return Operation.WRITE + " its transactional id (those of the group's name)";
        }
        return wanted + " (" + Failures.say(refusal) + ")";
    }

    private static String listed(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
