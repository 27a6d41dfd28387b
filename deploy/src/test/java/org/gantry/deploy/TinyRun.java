package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.phantom.PhantomFolder;
import org.gantry.app.phantom.Phantoms;
import org.gantry.app.run.MainJob;
import org.gantry.app.run.RunRequest;
import org.gantry.app.run.RunResults;
import org.gantry.bus.Await;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SharedWeights;
import org.gantry.domain.run.Sharing;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Vector3;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.dataset.Split;

/**
 * The main job at its smallest: 24 synthetic phantoms, two search epochs of four steps, two candidates.
 *
 * @param phantoms the data
 */
public record TinyRun(PhantomFolder phantoms) {
    public static final int EPOCHS = 2;
    /** Slices of a phantom. */
    public static final int SLICES = 12;

    public static final int STEPS = 4;
    static final int TEST_SCANS = 4;
    static final TrainingPlan PLAN =
            new TrainingPlan(2, 4, 1, 0, Precision.FLOAT32, Schedule.PAPER, new Regularisation(0.2, 5e-4, 0, false, 0));
    public static final RunSpec SPEC = spec();

    /** The same shared by two trainers. */
    public static final RunSpec SHARED = shared(SPEC);

    private static final String DATASET = "synthetic-phantoms";
    private static final int SCANS = 24;

    private static RunSpec spec() {
        Preprocessing input = Preprocessing.lung(new Grid(8, 16, 16));
        return new RunSpec(
                "tiny",
                DATASET,
                3,
                Widths.parse("4,4,8,8,8,8"),
                Strides.ANISOTROPIC,
                input,
                input,
                new SearchSettings(SearchSettings.Mode.DNAS, EPOCHS, 2, 1e-2, 1e-2, 5, 0.5),
                new EvaluationSettings(2, 1, PLAN));
    }

    /** The same whose two candidates answer together. */
    static RunSpec ensemble() {
        return new RunSpec(
                SPEC.run(),
                SPEC.dataset(),
                SPEC.seed(),
                SPEC.widths(),
                SPEC.strides(),
                SPEC.searchInput(),
                SPEC.evaluationInput(),
                SPEC.search(),
                new EvaluationSettings(2, 1, PLAN, 2));
    }

    private static RunSpec shared(RunSpec tiny) {
        return new RunSpec(
                tiny.run(),
                tiny.dataset(),
                tiny.seed(),
                tiny.widths(),
                tiny.strides(),
                tiny.searchInput(),
                tiny.evaluationInput(),
                warmingUp(tiny.search()),
                tiny.evaluation());
    }

    /** In its first epoch only weights are trained, in a space that opens. */
    private static SearchSettings warmingUp(SearchSettings search) {
        return new SearchSettings(
                search.mode(),
                search.epochs(),
                search.batch(),
                search.alphaRate(),
                new SharedWeights(SharedWeights.Rule.SGD, 1e-2, 1),
                search.tauStart(),
                search.tauEnd(),
                new Estimator(Estimator.PAPER.gradient(), 1, 1, 0),
                new Sharing(2, 1));
    }

    /** Writes the phantoms. */
    public static TinyRun prepare(Path folder) throws IOException {
        PhantomFolder phantoms = new PhantomFolder(folder);
        phantoms.write(small(1), SCANS, written -> {});
        return new TinyRun(phantoms);
    }

    /** Phantoms of few voxels. */
    public static Phantoms small(long seed) {
        return new Phantoms(seed, new Grid(SLICES, 32, 32), new Vector3(10, 10, 16));
    }

    /** A whole process with an embedded broker. */
    public static Node start(Path directory) throws InterruptedException {
        return Node.start(NodeConfig.embedded(directory));
    }

    /** Its data set. */
    public IngestRequest request() {
        return IngestRequest.labelled(DATASET, phantoms.scans(), phantoms.labels(), Split.seeded(SPEC.seed()));
    }

    /** Brings its data set to the bus and asks for a search in it, which others do. */
    public void ask(Node node, RunSpec spec) throws InterruptedException {
        assertThat(Await.result(node.ingest().ingest(request(), (done, all) -> {}))
                        .scans())
                .isNotEmpty();
        RunRequest.ask(node.bus(), spec);
    }

    /** Does the main job, or what is left of it. */
    RunResults run(Node node) throws InterruptedException {
        return run(node, SPEC);
    }

    /** Another main job on its data set. */
    RunResults run(Node node, RunSpec spec) throws InterruptedException {
        return new MainJob(node, true, line -> {}).run(spec, request());
    }
}
