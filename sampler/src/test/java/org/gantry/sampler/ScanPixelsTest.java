package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.domain.scan.VolumeGeometry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanPixelsTest {
    /** What the store may keep, a few of the scans below. */
    private static final long LIMIT = 4 << 20;

    private static final int SIDE = 512;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);

    @AfterEach
    void close() throws InterruptedException {
        Await.result(bus.close().eventually(vertx::close));
    }

    /** Two slices of half a mebibyte each. */
    private static Scan scan(int number) {
        List<float[]> slices = new ArrayList<>();
        for (int s = 0; s < 2; s++) {
            float[] pixels = new float[SIDE * SIDE];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (i * 31 + number * 7 + s) % 2000 - 1000;
            }
            slices.add(pixels);
        }
        String id = "scan" + number;
        return new Scan(
                new ScanHeader(id, id, "", Intensity.HU, VolumeGeometry.UNKNOWN, SIDE, SIDE), slices, List.of());
    }

    private Map<String, Integer> partitions() throws InterruptedException {
        Map<String, Integer> partitions = new ConcurrentHashMap<>();
        Subscription reading = bus.tail(Topics.SLICES, r -> partitions.put(r.key(), r.partition()));
        Await.result(reading.caughtUp().compose(done -> reading.close()));
        return partitions;
    }

    @Test
    void whatTheStoreHasForgottenIsReadFromTheLogAgain() throws InterruptedException {
        int scans = 16;
        try (ScanStore store = new ScanStore(directory, LIMIT)) {
            for (int n = 0; n < scans; n++) {
                for (Slice slice : Scans.slices(scan(n))) {
                    Await.result(bus.publish(Topics.SLICES, slice));
                }
            }
            Map<String, Integer> partitions = partitions();
            for (int n = 0; n < scans; n++) {
                int partition = partitions.getOrDefault("scan" + n, -1);
                store.write(partition, n + 1, Scans.changes(partition, Scans.slices(scan(n))));
            }
        }
        // what was still in memory is on disk now, and what is too much is dropped
        try (ScanStore store = new ScanStore(directory, LIMIT)) {
            List<Integer> here = new ArrayList<>();
            for (int n = 0; n < scans; n++) {
                if (store.slice("scan" + n, 0).isPresent()) {
                    here.add(n);
                }
            }
            assertThat(here).as("the limit holds").hasSizeLessThan(scans / 2).doesNotContain(0);
            ScanPixels pixels = new ScanPixels(bus, store);
            for (int index : new int[] {1, 0}) {
                assertThat(pixels.slice("scan0", index).pixels())
                        .containsExactly(scan(0).slice(index).pixels());
            }
        }
    }

    @Test
    void aScanThatNobodyKnowsIsSaidSo() {
        try (ScanStore store = new ScanStore(directory, LIMIT)) {
            assertThatThrownBy(() -> new ScanPixels(bus, store).slice("nobody", 0))
                    .hasMessageContaining("scan nobody is not known here");
        }
    }
}
