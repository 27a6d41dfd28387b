package org.gantry.bus;

/**
 * One right on the brokers, as an ACL of Kafka says it.
 *
 * @param kind what it is a right to
 * @param name the resource's, with prefix
 * @param pattern whether it is this name or all that begin with it
 * @param operation what may be done; reading and writing allow describing
 */
public record Grant(Kind kind, String name, Pattern pattern, Operation operation) {
    /** Resources of a broker; the text is the option of {@code kafka-acls.sh}. */
    public enum Kind {
        TOPIC("--topic"),
        GROUP("--group"),
        TRANSACTIONAL_ID("--transactional-id");

        private final String option;

        Kind(String option) {
            this.option = option;
        }

        /** The option that names one. */
        public String option() {
            return option;
        }
    }

    /** How a name is meant. */
    public enum Pattern {
        LITERAL,
        PREFIXED
    }

    /** What may be done, as Kafka spells it. */
    public enum Operation {
        READ("Read"),
        WRITE("Write"),
        CREATE("Create"),
        DESCRIBE("Describe");

        private final String text;

        Operation(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
