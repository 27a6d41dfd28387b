package org.gantry.deploy;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gantry.app.Gantry;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.site.JavaProcess;

/**
 * {@code gantry serve --roles ROLE} as a process of its own, which saves the state of a training as often as it can.
 *
 * @param role what it does
 * @param directory where its state lies; what it says lies beside it
 * @param java it
 */
public record GantryProcess(NodeRole role, Path directory, JavaProcess java) implements AutoCloseable {
    private static final List<String> SMALL =
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

    /** How soon the group and readers of transactions give up a process that is gone, so that a test need not wait. */
    private static final List<String> IMPATIENT =
            List.of("session.timeout.ms=5000", "heartbeat.interval.ms=500", "transaction.timeout.ms=5000");

    /** Starts one. */
    static GantryProcess start(NodeRole role, String servers, Path directory) throws IOException {
        return start(role, servers, directory, List.of(), Map.of());
    }

    /** Starts one with more arguments and environment. */
    public static GantryProcess start(
            NodeRole role, String servers, Path directory, List<String> more, Map<String, String> environment)
            throws IOException {
        List<String> program = Stream.of(
                        Stream.of(
                                Gantry.class.getName(),
                                "serve",
                                "--bootstrap-servers",
                                servers,
                                "--roles",
                                role.name(),
                                "--directory",
                                directory.toString(),
                                "--port",
                                "0",
                                "--checkpoint-minutes",
                                "0"),
                        IMPATIENT.stream().flatMap(property -> Stream.of("--kafka", property)),
                        more.stream())
                .flatMap(arguments -> arguments)
                .toList();
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        return new GantryProcess(role, directory, JavaProcess.start(role.toString(), log, SMALL, program, environment));
    }

    /** Completes when it is gone, whatever the reason. */
    public Future<Process> gone() {
        return Future.fromCompletionStage(java.process().onExit());
    }

    /** It has not ended by itself. */
    public void requireAlive() {
        java.requireAlive();
    }

    /** SIGKILL to what is alive: it has no chance to tidy up. */
    public void kill() {
        requireAlive();
        close();
    }

    @Override
    public void close() {
        java.close();
    }
}
