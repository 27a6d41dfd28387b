package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.VolumeGeometry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Evaluation volumes beside those that NumPy and Pillow make of the same scans ({@code golden/volumes.py}). */
class GoldenVolumesTest {
    static Stream<JsonObject> volumes() throws IOException {
        try (InputStream in = GoldenVolumesTest.class.getResourceAsStream("/golden/volumes.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return new JsonArray(text).stream().map(JsonObject.class::cast);
        }
    }

    private static int[] ints(JsonArray numbers) {
        return IntStream.range(0, numbers.size()).map(numbers::getInteger).toArray();
    }

    /** The scan of the script. */
    private static Scan scan(int slices, int rows, int columns) {
        List<float[]> all = new ArrayList<>();
        for (int s = 0; s < slices; s++) {
            float[] pixels = new float[rows * columns];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    pixels[r * columns + c] = (s * 37 + r * r * 11 + c * 53 + r * c * 7) % 200 * 10 - 1400;
                }
            }
            all.add(pixels);
        }
        ScanHeader header = new ScanHeader("s", "p", "", Intensity.HU, VolumeGeometry.UNKNOWN, rows, columns);
        return new Scan(header, all, List.of());
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void aVolumeIsThatOfPillow(JsonObject golden) {
        int[] of = ints(golden.getJsonArray("scan"));
        int[] to = ints(golden.getJsonArray("volume"));
        Preprocessing preprocessing = Preprocessing.lung(new Grid(to[0], to[1], to[2]));
        SampledVolume volume = Transform.evaluation(Scans.prepared(scan(of[0], of[1], of[2]), preprocessing));
        assertThat(volume.slices()).containsExactly(ints(golden.getJsonArray("slices")));
        JsonArray voxels = golden.getJsonArray("voxels");
        float[] ours = volume.volume().voxels();
        assertThat(ours).hasSize(voxels.size());
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).as("voxel %d", i).isCloseTo(voxels.getFloat(i), within(1e-4f));
        }
    }
}
