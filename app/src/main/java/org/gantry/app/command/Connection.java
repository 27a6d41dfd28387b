package org.gantry.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.app.trace.Tracing;
import org.gantry.domain.answer.CamMethod;
import org.gantry.interpreter.AnswerSettings;
import org.gantry.sampler.SamplerLimits;
import org.gantry.trainer.TrainerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that works on a bus: an embedded broker on a directory, or a Kafka cluster. */
final class Connection {
    private static final Path DIRECTORY = Path.of(".gantry");
    private static final int SECONDS = 60;
    private static final long GIB = 1L << 30;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "A Kafka cluster to join, or a running 'gantry serve'. Without it the broker is embedded.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Where this process keeps its state: the embedded broker's log, RocksDB. Default: .gantry, in --out where there is one")
    private @Nullable Path directory;

    @Option(
            names = "--checkpoint-minutes",
            paramLabel = "MINUTES",
            description = "Time between two saved states of a training, from which it goes on after a crash.")
    private double checkpointMinutes = TrainerConfig.CHECKPOINT_EVERY.toMinutes();

    @Option(
            names = "--store-gib",
            paramLabel = "GIB",
            description =
                    "Disk that a sampler's slices may take; those that are forgotten are read from the log again.")
    private double storeGib = (double) SamplerLimits.DEFAULT.storeBytes() / GIB;

    @Option(
            names = "--incomplete-minutes",
            paramLabel = "MINUTES",
            description = "After which time without a new slice a scan that lacks some goes to the dead letters.")
    private double incompleteMinutes = SamplerLimits.DEFAULT.patience().toMinutes();

    @Option(
            names = "--kafka",
            paramLabel = "NAME=VALUE",
            description = "A further property of the Kafka clients, such as security.protocol=SSL; may be given often.")
    private final Map<String, String> clients = new LinkedHashMap<>();

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "A file of such properties, one NAME=VALUE a line: the place for passwords.")
    private @Nullable Path clientFile;

    @Option(
            names = "--explain",
            paramLabel = "METHOD",
            description =
                    "How this process's interpreter makes maps: cam (the paper's), grad-cam@CELL or layer-cam@CELL, by"
                            + " the features of a cell; the stem is 0.")
    private CamMethod explainedBy = CamMethod.DEFAULT;

    @Option(
            names = "--abstain-below",
            paramLabel = "P",
            description =
                    "Answers of this process's interpreter abstain where the calibrated probability of the"
                            + " predicted class is below it, from 0 (none) to less than 1; answers to foreign inputs always do.")
    private double abstainBelow;

    @Option(
            names = "--otlp-endpoint",
            paramLabel = "URL",
            defaultValue = "${env:" + Tracing.ENDPOINT + "}",
            description =
                    "Collector of OpenTelemetry that spans go to by HTTP, as http://127.0.0.1:4318; none without.")
    private @Nullable String otlpEndpoint;

    @Mixin
    private final DeviceOptions devices = new DeviceOptions();

    /** Starts a process that does everything, or against a cluster only what the command itself needs. */
    Node start(Path otherwise, Set<NodeRole> ownRoles) throws InterruptedException {
        boolean embedded = bootstrapServers == null;
        Set<NodeRole> roles = embedded ? EnumSet.allOf(NodeRole.class) : ownRoles;
        return start(otherwise, 0, roles);
    }

    /** Starts a process with these roles. */
    Node start(Path otherwise, int port, Set<NodeRole> roles) throws InterruptedException {
        return start(otherwise, port, roles, AnswerSettings.DEFAULT);
    }

    /** The same whose interpreter answers by other settings. */
    Node start(Path otherwise, int port, Set<NodeRole> roles, AnswerSettings answers) throws InterruptedException {
        Path state = directory == null ? otherwise : directory;
        Duration checkpointEvery = Duration.ofSeconds(Math.round(checkpointMinutes * SECONDS));
        NodeConfig config = new NodeConfig(
                Optional.ofNullable(bootstrapServers),
                state,
                port,
                roles,
                devices.devices(),
                checkpointEvery,
                samplerLimits(),
                ClientProperties.of(clientFile, clients, bootstrapServers == null),
                answers.explaining(explainedBy).abstaining(requireAbstainBelow()));
        return Node.start(config, Tracing.to(Optional.ofNullable(otlpEndpoint), System.getenv()));
    }

    private double requireAbstainBelow() {
        if (!(abstainBelow >= 0 && abstainBelow < 1)) {
            throw new IllegalArgumentException("--abstain-below " + abstainBelow + " is not from 0 to less than 1");
        }
        return abstainBelow;
    }

    private SamplerLimits samplerLimits() {
        return new SamplerLimits(
                SamplerLimits.DEFAULT.cacheBytes(),
                (long) (storeGib * GIB),
                Duration.ofSeconds(Math.round(incompleteMinutes * SECONDS)));
    }

    /**
     * Nothing is made where nothing is, for commands that read.
     *
     * @throws IllegalArgumentException if the embedded broker's directory has no bus
     */
    void requireBus() {
        Path state = directory == null ? DIRECTORY : directory;
        if (bootstrapServers == null && !Node.hasBus(state)) {
            Path inside = state.resolve(DIRECTORY);
            throw new IllegalArgumentException("no bus in " + state
                    + (Node.hasBus(inside)
                            ? "; did you mean --directory " + inside + "?"
                            : "; say where it is by --directory, or by --bootstrap-servers where one runs"));
        }
    }

    /** Starts a process that only reads and publishes. */
    Node connect() throws InterruptedException {
        return start(DIRECTORY, 0, EnumSet.of(NodeRole.INGEST));
    }

    /** Whether trainings are this process's own work, and not a cluster's. */
    boolean trainsHere() {
        return bootstrapServers == null;
    }

    /** Whether the user said where the bus is. */
    boolean given() {
        return bootstrapServers != null || directory != null;
    }

    /** The default directory. */
    static Path directory() {
        return DIRECTORY;
    }
}
