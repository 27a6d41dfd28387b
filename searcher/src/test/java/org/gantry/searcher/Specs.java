package org.gantry.searcher;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.SharedWeights;
import org.gantry.domain.run.Sharing;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;

/** A small run, and a data set that fills two steps an epoch of it. */
final class Specs {
    static final int BLOCKS = 21;
    static final int STEPS = 2;
    private static final int BATCH = 4;
    private static final Widths WIDTHS = Widths.parse("4,4,8,8,8,8");
    static final MacroArchitecture MACRO = Strides.ANISOTROPIC.macro(WIDTHS, 1, 2);

    private Specs() {}

    static RunSpec run(Mode mode, int epochs) {
        return run(mode, epochs, Estimator.PAPER);
    }

    static RunSpec run(Mode mode, int epochs, Estimator estimator) {
        return run(new SearchSettings(mode, epochs, BATCH, 1e-2, 1e-3, 5, 0.5, estimator));
    }

    static RunSpec run(int epochs, SharedWeights weights) {
        return run(new SearchSettings(Mode.DNAS, epochs, BATCH, 1e-2, weights, 5, 0.5, Estimator.PAPER, Sharing.ALONE));
    }

    private static RunSpec run(SearchSettings search) {
        Preprocessing input = Preprocessing.lung(new Grid(8, 16, 16));
        return new RunSpec(
                "run",
                "set",
                7,
                WIDTHS,
                Strides.ANISOTROPIC,
                input,
                input,
                search,
                new EvaluationSettings(
                        2,
                        1,
                        new TrainingPlan(1, BATCH, 1, 0, Precision.FLOAT32, Schedule.PAPER, Regularisation.PAPER)));
    }

    /** The same whose best few answer together. */
    static RunSpec ensemble(RunSpec run, int members) {
        EvaluationSettings alone = run.evaluation();
        return new RunSpec(
                run.run(),
                run.dataset(),
                run.seed(),
                run.widths(),
                run.strides(),
                run.searchInput(),
                run.evaluationInput(),
                run.search(),
                new EvaluationSettings(alone.candidates(), alone.shortEpochs(), alone.plan(), members));
    }

    static DatasetManifest manifest() {
        List<Entry> entries = new ArrayList<>();
        for (Role role : Role.values()) {
            for (int i = 0; i < STEPS * BATCH; i++) {
                String id = role.name() + i;
                entries.add(new Entry(id, id, i % 2, role, "digest"));
            }
        }
        return new DatasetManifest("set", List.of("Normal", "NCP"), entries);
    }
}
