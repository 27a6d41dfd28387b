package org.gantry.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.CamGrid;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.Operation;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;

/** Events as the other verticles publish them, of the run {@code r1} unless named. */
final class Facts {
    static final Genotype GENOTYPE = Genotype.of(0, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 0, 2, 3, 4, 5, 6);
    private static final ModelChoice NETWORK = new SearchedModel(GENOTYPE, Widths.S, Strides.ANISOTROPIC);
    private static final Provenance PROVENANCE =
            new Provenance("r1", "nodules", "d1", 7, "{}", "0.1", Instant.parse("2026-01-02T03:04:05Z"));
    private static final Preprocessing INPUT = Preprocessing.lung(new Grid(16, 32, 32));

    static final DashboardConfig ANY_PORT = new DashboardConfig(DashboardConfig.HOST, 0);

    private Facts() {}

    static ScanCompleted scan(String id) {
        ScanHeader header = new ScanHeader(id, "p-" + id, "nodules", Intensity.HU, VolumeGeometry.UNKNOWN, 64, 48);
        return new ScanCompleted(header, 40, "digest-" + id, List.of("slice 3 came twice"));
    }

    /** One of three slices. */
    static Slice slice(String scan, int index) {
        return new Slice(
                new ScanHeader(scan, "p-" + scan, "", Intensity.HU, VolumeGeometry.UNKNOWN, 2, 2),
                index,
                3,
                new float[4]);
    }

    static VolumeToClassify volume(String scan) {
        Grid grid = new Grid(1, 2, 2);
        return new VolumeToClassify(
                slice(scan, 0).header(), "m1", new Volume(grid, new float[4]), VolumeGeometry.UNKNOWN, new int[] {1});
    }

    static DatasetManifest dataset() {
        return new DatasetManifest(
                "nodules",
                List.of("Normal", "NCP"),
                List.of(
                        new Entry("s1", "p1", 0, Role.SEARCH_TRAIN, "c1"),
                        new Entry("s2", "p1", 1, Role.SEARCH_TRAIN, "c2"),
                        new Entry("s3", "p2", 1, Role.TEST, "c3")));
    }

    /** Two search epochs, two short epochs, four in full. */
    static RunSpec spec(String run) {
        return new RunSpec(
                run,
                "nodules",
                7,
                Widths.S,
                Strides.ANISOTROPIC,
                INPUT,
                INPUT,
                new SearchSettings(Mode.DNAS, 2, 4, 1e-3, 1e-3, 5, 0.5),
                new EvaluationSettings(3, 2, TrainingPlan.PAPER.over(4)));
    }

    static RunEvent asked() {
        return new RunEvent.Asked(spec("r1"));
    }

    static RunEvent status(Stage stage) {
        return new RunEvent.Status("r1", stage, "says " + stage);
    }

    static RunEvent.Warned warned(Concern concern, int epoch) {
        return new RunEvent.Warned("r1", concern, epoch, "warns of " + concern);
    }

    static TrainingEvent searchRequested() {
        return new TrainingEvent.SearchRequested(spec("r1"));
    }

    /** A short training of the run. */
    static TrainingEvent requested(int candidate) {
        return new TrainingEvent.Requested(spec("r1").shortTraining(candidate, GENOTYPE));
    }

    /** A training of a baseline that no search asked for, of two epochs. */
    static TrainingEvent compared(String job) {
        return new TrainingEvent.Requested(new TrainingSpec(
                job, "nodules", 7, Baseline.MC3_18, INPUT, Purpose.COMPARE, TrainingPlan.PAPER.over(2)));
    }

    static TrainingEvent epoch(String job, int epoch) {
        return new TrainingEvent.EpochCompleted(job, epoch, 0.5, 0.75, 0.6, 0.7 + epoch / 100.0);
    }

    static StepTaken step(int epoch, int step, Phase phase) {
        return new StepTaken("r1/search", epoch, step, phase, GENOTYPE, 0.69, 0.5, 1, new double[0]);
    }

    /** With alpha, all alike, in phase ALPHA. */
    static Draw draw(int epoch, int step, Phase phase, double entropy) {
        List<double[]> alpha = Stream.generate(() -> new double[Operation.COUNT])
                .limit(phase == Phase.ALPHA ? GENOTYPE.blocks() : 0)
                .toList();
        return new Draw("r1/search", epoch, step, phase, GENOTYPE, alpha, entropy);
    }

    static ArchitectureMeasured architecture(String run, int epoch, double performance) {
        return new ArchitectureMeasured(
                run + "/search", epoch, GENOTYPE, performance, 1 - performance, 2_811_922, 123_456_789);
    }

    static ModelAnnounced model() {
        return model("r1");
    }

    static ModelAnnounced model(String name) {
        Metrics test = new Metrics(new int[][] {{8, 2}, {1, 9}}, OptionalDouble.of(0.93), OptionalDouble.of(0.25));
        return new ModelAnnounced(
                name, new ContentRef("m1", 1234, 0), NETWORK, INPUT, List.of("Normal", "NCP"), test, PROVENANCE);
    }

    static Prediction prediction(String scan) {
        return new Prediction(
                scan,
                "r1",
                "m1",
                List.of("Normal", "NCP"),
                new float[] {0.125f, 0.875f},
                PROVENANCE,
                new int[] {0, 2},
                new float[] {0.5f, -1});
    }

    /** A map of 2x2x2 voxels of two cells a class, one before the other. */
    static Cam cam(String scan) {
        CamGrid grid = new CamGrid(new Grid(1, 1, 2), new double[] {2, 2, 1}, new double[] {0.5, 0.5, 0});
        return Cam.of(
                scan,
                "m1",
                List.of("Normal", "NCP"),
                1,
                new Cam.Cells(CamMethod.CAM, grid, new float[][] {{0.25f, 0}, {0.5f, -1}}),
                new Grid(2, 2, 2),
                VolumeGeometry.UNKNOWN,
                new int[] {0, 3});
    }
}
