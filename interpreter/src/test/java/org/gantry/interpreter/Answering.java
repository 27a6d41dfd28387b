package org.gantry.interpreter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.Stride;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.ModelBundle;
import org.gantry.network.TrainingSettings;

/** A tiny model with random weights, and volumes for it. */
final class Answering {
    static final Grid INPUT = new Grid(4, 8, 8);
    static final List<String> LABELS = List.of("Normal", "NCP", "CP");
    static final MacroArchitecture MACRO = new MacroArchitecture(
            4, new Stride(1, 2, 2), List.of(new Cell(4, 1, Stride.all(2)), new Cell(6, 1, Stride.all(1))), 1, 3);
    static final Architecture ARCHITECTURE = new CovidNet3d(MACRO, Genotype.of(0, 7));
    static final int BATCH = 2;

    private static final VolumeGeometry GEOMETRY = new VolumeGeometry(
            new Vector3(10, 20, 30), new Vector3(0, 0, 5), new Vector3(0, -0.5, 0), new Vector3(-0.5, 0, 0));

    private Answering() {}

    static DerivedNetwork network() {
        return new DerivedNetwork(ARCHITECTURE, INPUT, BATCH, TrainingSettings.RETRAINING, Device.DEFAULT);
    }

    static ModelBundle bundle() {
        try (DerivedNetwork network = network()) {
            network.initialize(RandomFunction.of(5));
            return new ModelBundle(ARCHITECTURE, INPUT, LABELS, Map.of(), network.weights());
        }
    }

    static ModelAnnounced announced(ContentRef content) {
        return new ModelAnnounced(
                "run",
                content,
                Baseline.MC3_18,
                Preprocessing.lung(INPUT),
                LABELS,
                new Metrics(
                        new int[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, OptionalDouble.of(1), OptionalDouble.empty()),
                new Provenance("run", "set", "digest", 1, "", "test", Instant.EPOCH));
    }

    /** A volume of noise, a function of its scan's id. */
    static VolumeToClassify volume(String scanId, String model, Grid grid) {
        RandomFunction random = RandomFunction.of(9).at(scanId);
        float[] voxels = new float[grid.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.gaussian(i);
        }
        ScanHeader header = new ScanHeader(scanId, scanId, "", Intensity.HU, GEOMETRY, 10, 10);
        int[] slices = new int[grid.depth()];
        for (int d = 0; d < slices.length; d++) {
            slices[d] = 2 * d;
        }
        return new VolumeToClassify(header, model, new Volume(grid, voxels), GEOMETRY, slices);
    }

    static VolumeToClassify volume(String scanId, String model) {
        return volume(scanId, model, INPUT);
    }
}
