package org.gantry.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.gantry.app.Gantry;
import org.gantry.bench.site.Cluster;
import org.gantry.bench.site.JavaProcess;
import org.gantry.bus.BusConfig;
import org.gantry.bus.Groups;
import org.gantry.domain.CanIgnoreReturnValue;

/** Interpreters of a cluster, each a process of its own: as many as are wanted. */
final class Interpreters implements AutoCloseable {
    private static final String GROUP = BusConfig.PREFIX + Groups.INTERPRETERS;

    private final Cluster cluster;
    private final Path root;
    private final Duration each;
    private final List<JavaProcess> running = new ArrayList<>();
    private int started;

    /** @param each fixed device time of a volume; zero for the real network */
    Interpreters(Cluster cluster, Path root, Duration each) {
        this.cluster = cluster;
        this.root = root;
        this.each = each;
    }

    /** Starts one more; gives how many there are. */
    @CanIgnoreReturnValue
    int start() throws IOException, InterruptedException {
        Path directory = root.resolve("interpreter-" + ++started);
        running.add(
                each.isZero()
                        ? network(directory)
                        : TimedInterpreter.start(cluster.servers(), directory, each, "512m")
                                .process());
        return running.size();
    }

    private JavaProcess network(Path directory) throws IOException {
        return JavaProcess.start(
                "interpreter",
                directory.resolveSibling(directory.getFileName() + ".log"),
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"),
                List.of(
                        Gantry.class.getName(),
                        "serve",
                        "--bootstrap-servers",
                        cluster.servers(),
                        "--roles",
                        "INTERPRETER",
                        "--port",
                        "0",
                        "--directory",
                        directory.toString()),
                Map.of());
    }

    /** SIGKILL to the one that was started last; gives how many are left. */
    int kill() {
        running.remove(running.size() - 1).close();
        return running.size();
    }

    /** SIGTERM to the one that was started last, and waits until it has gone; gives how many are left. */
    int stop() throws IOException, InterruptedException {
        JavaProcess last = running.remove(running.size() - 1);
        last.signal("TERM");
        last.process().waitFor();
        return running.size();
    }

    /** True when the group has this many members and each has partitions. */
    boolean settled(int members) throws InterruptedException {
        running.forEach(JavaProcess::requireAlive);
        try (Admin admin = cluster.admin()) {
            return admin.describeConsumerGroups(List.of(GROUP)).all().get().values().stream()
                    .allMatch(group -> group.members().size() == members
                            && group.members().stream().allMatch(Interpreters::works));
        } catch (ExecutionException e) {
            return false; // there is no group yet
        }
    }

    private static boolean works(MemberDescription member) {
        return !member.assignment().topicPartitions().isEmpty();
    }

    @Override
    public void close() {
        running.forEach(JavaProcess::close);
    }
}
