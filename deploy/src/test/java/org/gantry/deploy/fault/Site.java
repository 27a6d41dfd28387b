package org.gantry.deploy.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.site.Cluster;
import org.gantry.deploy.GantryProcess;
import org.gantry.domain.CanIgnoreReturnValue;

/** A cluster and one process of each role, which are started again where they end, as a supervisor would. */
final class Site implements AutoCloseable {
    private final Path root;
    private final Ways ways;
    private final Cluster cluster;
    private final Map<NodeRole, GantryProcess> processes = new EnumMap<>(NodeRole.class);
    private final Map<NodeRole, Path> directories = new EnumMap<>(NodeRole.class);
    private final Map<NodeRole, SmallDisk> disks = new EnumMap<>(NodeRole.class);

    private Site(Path root, Ways ways, Cluster cluster) throws IOException {
        this.root = root;
        this.ways = ways;
        this.cluster = cluster;
        for (NodeRole role : NodeRole.values()) {
            directories.put(role, root.resolve(role.name().toLowerCase(Locale.ROOT)));
        }
        Files.createDirectories(incoming());
    }

    /** Starts so many brokers, and no role. */
    static Site open(Path root, int brokers) throws IOException, InterruptedException {
        Ways ways = Ways.into(brokers);
        return new Site(root, ways, Cluster.start(root.resolve("brokers"), ways.listeners()));
    }

    Cluster cluster() {
        return cluster;
    }

    /** A role's way to the brokers. */
    List<Proxy> way(NodeRole role) {
        return ways.of(role);
    }

    /** The folder that the ingest watches; on its own disk. */
    Path incoming() {
        return directory(NodeRole.INGEST).resolve("incoming");
    }

    /** A small disk for a role, mounted when it is first asked for, until the site closes. */
    SmallDisk disk(NodeRole role) throws IOException, InterruptedException {
        SmallDisk disk = disks.get(role);
        if (disk == null) {
            disk = SmallDisk.mount(root.resolve("small-" + role));
            disks.put(role, disk);
        }
        return disk;
    }

    /** Where a role keeps its state. */
    Path directory(NodeRole role) {
        return Optional.ofNullable(directories.get(role)).orElseThrow();
    }

    /** Lets a role, which must not run, keep its state elsewhere from now on. */
    void move(NodeRole role, Path directory) throws IOException {
        directories.put(role, directory);
        Files.createDirectories(incoming());
    }

    Path root() {
        return root;
    }

    void start(Set<NodeRole> roles) throws IOException {
        for (NodeRole role : roles) {
            start(role, Map.of());
        }
    }

    /** Starts a role with environment of its own. */
    void start(NodeRole role, Map<String, String> environment) throws IOException {
        List<String> more =
                role == NodeRole.INGEST ? List.of("--watch", incoming().toString(), "--settle", "0") : List.of();
        processes.put(role, GantryProcess.start(role, ways.servers(role), directory(role), more, environment));
    }

    GantryProcess process(NodeRole role) {
        return Optional.ofNullable(processes.get(role)).orElseThrow();
    }

    /** Starts those again that ended by themselves; says how many. */
    @CanIgnoreReturnValue
    int revive() throws IOException {
        int revived = 0;
        for (NodeRole role : Set.copyOf(processes.keySet())) {
            if (!process(role).java().process().isAlive()) {
                start(role, Map.of());
                revived++;
            }
        }
        return revived;
    }

    void requireAlive() {
        processes.values().forEach(GantryProcess::requireAlive);
    }

    @Override
    public void close() {
        processes.values().forEach(GantryProcess::close);
        ways.close();
        cluster.close();
        disks.values().forEach(SmallDisk::close);
    }
}
