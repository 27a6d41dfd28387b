package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gantry.domain.network.Genotype;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A search builds a network a measurement: what is closed must be gone. */
class NativeMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long MOST_MIB = 64;

    @Test
    void twentyNetworksLeaveNoMemoryBehind() throws IOException {
        Assumptions.assumeTrue(Files.exists(STATUS), "the process's resident memory is read from " + STATUS);
        Batch batch = SmallNetworks.batch(1);
        // The first few fill allocator arenas and oneDNN's cache of primitives.
        for (int i = 0; i < 10; i++) {
            useOne(batch, i);
        }
        long before = residentMib();
        for (int i = 0; i < 20; i++) {
            useOne(batch, i);
        }
        assertThat(residentMib() - before).as("MiB left behind").isLessThan(MOST_MIB);
    }

    private static void useOne(Batch batch, int i) {
        Genotype genotype = Genotype.of(i % 8, (i + 1) % 8, (i + 2) % 8, (i + 3) % 8);
        try (DerivedNetwork network = SmallNetworks.derived(genotype, SmallNetworks.ADAM)) {
            network.initialize(SmallNetworks.SEED);
            network.recalibrate(List.of(batch));
            assertThat(network.trainStep(batch, 0.01).loss()).isFinite();
            assertThat(network.infer(batch).cams()).hasSize(SmallNetworks.BATCH_SIZE);
        }
    }

    private static long residentMib() throws IOException {
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
