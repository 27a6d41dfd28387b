package org.gantry.app.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gantry.domain.answer.TrustedKey;
import org.gantry.network.Device;
import org.gantry.network.Processor;
import org.gantry.sampler.SamplerLimits;
import org.gantry.trainer.TrainerConfig;

/**
 * Settings of a process.
 *
 * @param bootstrapServers the Kafka cluster to join; without it the broker is embedded
 * @param directory where its state lies: the embedded broker's log and each role's RocksDB
 * @param port of the embedded broker on loopback; 0 takes a free one
 * @param roles what it does
 * @param devices trainings are done on each, the interpreter works on the first; one that is named twice has two at
 *     once
 * @param checkpointEvery time between two saved states of a training
 * @param sampler how much the sampler may take
 * @param clients further properties of the Kafka clients, such as {@code security.protocol}
 * @param trusted the interpreter uses only models whose bundle the holder of this key signed
 * @param abstainBelow the probability of the predicted class under which an answer abstains; 0 for none
 */
public record NodeConfig(
        Optional<String> bootstrapServers,
        Path directory,
        int port,
        Set<NodeRole> roles,
        List<Device> devices,
        Duration checkpointEvery,
        SamplerLimits sampler,
        Map<String, String> clients,
        Optional<TrustedKey> trusted,
        double abstainBelow) {
    public NodeConfig {
        roles = Set.copyOf(roles);
        devices = List.copyOf(devices);
        clients = Map.copyOf(clients);
        if (devices.isEmpty()) {
            throw new IllegalArgumentException(
                    "no device is named to compute on: write auto, cpu, or gpu:0, gpu:1, ...");
        }
        if (devices.size() > 1
                && devices.stream().anyMatch(device -> device.processor().equals(Processor.AUTO))) {
            throw new IllegalArgumentException(
                    "auto is one device and stands alone: write which ones you mean, " + "as cpu or gpu:0,gpu:1");
        }
    }

    /** That abstains on foreign inputs only. */
    public NodeConfig(
            Optional<String> bootstrapServers,
            Path directory,
            int port,
            Set<NodeRole> roles,
            List<Device> devices,
            Duration checkpointEvery,
            SamplerLimits sampler,
            Map<String, String> clients,
            Optional<TrustedKey> trusted) {
        this(bootstrapServers, directory, port, roles, devices, checkpointEvery, sampler, clients, trusted, 0);
    }

    /** With the trainers' default time between two saved states, and the samplers' default limits. */
    public NodeConfig(
            Optional<String> bootstrapServers, Path directory, int port, Set<NodeRole> roles, List<Device> devices) {
        this(
                bootstrapServers,
                directory,
                port,
                roles,
                devices,
                TrainerConfig.CHECKPOINT_EVERY,
                SamplerLimits.DEFAULT,
                Map.of(),
                Optional.empty());
    }

    /** Everything in this process. */
    public static NodeConfig embedded(Path directory) {
        return new NodeConfig(Optional.empty(), directory, 0, EnumSet.allOf(NodeRole.class), List.of(Device.DEFAULT));
    }

    /** Names of client properties only: among their values are passwords. */
    @Override
    public String toString() {
        return "NodeConfig[bootstrapServers=" + bootstrapServers + ", directory=" + directory + ", port=" + port
                + ", roles=" + roles + ", devices=" + devices + ", checkpointEvery=" + checkpointEvery + ", sampler="
                + sampler + ", clients=" + clients.keySet() + ", trusted=" + trusted.isPresent() + ", abstainBelow="
                + abstainBelow + "]";
    }
}
