package org.gantry.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gantry.network.Device;
import org.gantry.network.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process does with the devices that it is given. */
class NodeDevicesTest {
    @TempDir
    private Path directory;

    @Test
    void theDevicesOfAProcessShareWhatItTakes() throws InterruptedException {
        long before = trainers();
        try (Node node = Node.start(config(EnumSet.of(NodeRole.TRAINER), Processor.CPU, Processor.CPU))) {
            node.requireHealth();
            assertThat(trainers() - before).isEqualTo(1);
        }
    }

    /** Trainers of this JVM, by the threads that poll for their work. */
    private static long trainers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gantry-take-trainers"))
                .count();
    }

    @Test
    void aGpuThatIsNotThereIsRefusedBeforeAnythingStarts() {
        NodeConfig missing = config(EnumSet.of(NodeRole.INTERPRETER), Processor.gpu(999));
        assertThatThrownBy(() -> Node.start(missing)).hasMessageContaining("gpu:999 is not there: TensorFlow 2.");
        assertThat(directory.resolve("broker")).doesNotExist();
    }

    @Test
    void someDeviceIsNamedAndAutoStandsAlone() {
        assertThat(NodeConfig.embedded(directory).devices()).containsExactly(Device.DEFAULT);
        assertThatThrownBy(() -> config(Set.of())).hasMessageContaining("no device is named");
        assertThatThrownBy(() -> config(Set.of(), Processor.AUTO, Processor.CPU))
                .hasMessageContaining("auto is one device and stands alone");
    }

    private NodeConfig config(Set<NodeRole> roles, Processor... processors) {
        List<Device> devices = Stream.of(processors).map(Device.DEFAULT::on).toList();
        return new NodeConfig(Optional.empty(), directory, 0, roles, devices);
    }
}
