package org.gantry.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuMemoryTest {
    @TempDir
    private Path folder;

    private Path tool(String script) throws IOException {
        Path tool = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theToolsMebibytesBecomeBytesByDevice() throws IOException {
        GpuMemory gpus = new GpuMemory(tool("echo '0, 1024'; echo '1, 3'"));
        assertThat(gpus.taken()).isEmpty();
        gpus.look();
        assertThat(gpus.taken()).isEqualTo(Map.of("gpu:0", 1L << 30, "gpu:1", 3L << 20));
    }

    @Test
    void aToolWithoutAGpuTellsNothing() throws IOException {
        GpuMemory gpus = new GpuMemory(tool("echo 'NVIDIA-SMI has failed because it could not communicate'; exit 9"));
        gpus.look();
        assertThat(gpus.taken()).isEmpty();
        assertThat(GpuMemory.read(List.of("0, [N/A]", "No devices were found"))).isEmpty();
    }
}
