package org.gantry.domain;

import java.util.Optional;

/**
 * Every variable of the environment that is Gantry's own, and the one place that reads them. The reference of settings
 * is made of it, and a test finds a name that is used and not here.
 */
public enum EnvironmentVariable {
    GANTRY_HEAP(
            Reader.LAUNCHER,
            "30 % of the memory",
            "Most that the JVM's heap may take, as 4g; TensorFlow's comes on top."),
    GANTRY_JAVA_OPTS(Reader.LAUNCHER, "", "More options for the JVM."),
    GANTRY_GPU(Reader.LAUNCHER, "0", "1 builds and starts with TensorFlow for NVIDIA GPUs."),
    GANTRY_CUDA(Reader.LAUNCHER, "", "Where CUDA's libraries are: a toolkit, or the folder nvidia that pip makes."),
    GANTRY_COMMIT(Reader.LAUNCHER, "what git says", "The commit that provenance names; an image has it."),
    GANTRY_DEBUG(
            Reader.PROCESS,
            "",
            "1 shows stack traces of commands that fail and of what is logged, and what the build says."),
    GANTRY_PSEUDONYM_KEY(
            Reader.PROCESS,
            "~/.gantry/pseudonym.key",
            "File of the key under which DICOM identifiers become pseudonyms; it is made on first use."),
    GANTRY_TOKEN(Reader.PROCESS, "", "The token that the HTTP side asks for, where no --token-file is given."),
    GANTRY_OTLP_ENDPOINT(
            Reader.PROCESS,
            "",
            "OpenTelemetry's collector, where no --otlp-endpoint is given, as http://127.0.0.1:4318."),
    GANTRY_LOG_FORMAT(
            Reader.PROCESS, "text", "text, or json for an object a line with the fields of Elastic's Common Schema."),
    GANTRY_LOG(Reader.PROCESS, "info", "Level of Gantry's own log: trace, debug, info, warn, error."),
    GANTRY_KAFKA_LOG(Reader.PROCESS, "error", "Level of the log of Kafka's clients and of the embedded broker."),
    GANTRY_TRACES(Reader.PROCESS, "short.message", "full logs stack traces; GANTRY_DEBUG sets it."),
    GANTRY_IMAGE(Reader.COMPOSE, "gantry:0.1.0-SNAPSHOT", "The image that compose starts."),
    GANTRY_MEMORY(Reader.COMPOSE, "4g for one process, 2g for each of a cluster", "Limit of a container's memory."),
    GANTRY_TRAINER_MEMORY(Reader.COMPOSE, "4g", "The same of a trainer's in a cluster.");

    /** What asks for it. */
    public enum Reader {
        LAUNCHER("`./gantry`, before the JVM starts"),
        PROCESS("every command"),
        COMPOSE("`deploy/compose/up`");

        private final String who;

        Reader(String who) {
            this.who = who;
        }

        @Override
        public String toString() {
            return who;
        }
    }

    private final Reader reader;
    private final String otherwise;
    private final String about;

    EnvironmentVariable(Reader reader, String otherwise, String about) {
        this.reader = reader;
        this.otherwise = otherwise;
        this.about = about;
    }

    /** What asks for it. */
    public Reader reader() {
        return reader;
    }

    /** What holds where it is not set, for people; blank for nothing. */
    public String otherwise() {
        return otherwise;
    }

    /** What it does, for people. */
    public String about() {
        return about;
    }

    /** Its value in this process; none where it is blank or not set. */
    public Optional<String> value() {
        return Optional.ofNullable(System.getenv(name())).filter(value -> !value.isBlank());
    }
}
