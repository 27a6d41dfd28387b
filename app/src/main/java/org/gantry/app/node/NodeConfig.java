package org.gantry.app.node;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of a process.
 *
 * @param bootstrapServers the Kafka cluster to join; without it the broker is embedded
 * @param directory where its state lies: the embedded broker's log and each role's RocksDB
 * @param port of the embedded broker on loopback; 0 takes a free one
 * @param roles what it does
 * @param threads threads inside one TensorFlow operation; 0 takes one a core
 */
public record NodeConfig(
        Optional<String> bootstrapServers, Path directory, int port, Set<NodeRole> roles, int threads) {
    /** How much memory a sampler's prepared scans may take, bytes. */
    static final long CACHE_BYTES = 256L << 20;

    public NodeConfig {
        roles = Set.copyOf(roles);
    }

    /** Everything in this process. */
    public static NodeConfig embedded(Path directory) {
        return new NodeConfig(Optional.empty(), directory, 0, EnumSet.allOf(NodeRole.class), 0);
    }
}
