package org.gantry.domain.run;

import java.util.List;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.Preprocessing;

/**
 * What was asked: a search on a data set, then the evaluation of what it found.
 *
 * @param run its name
 * @param dataset name of its data set
 * @param seed seed of everything random in it
 * @param widths channels of the cells
 * @param strides strides of stem and cells
 * @param searchInput how volumes are made in the search
 * @param evaluationInput how volumes are made in the trainings and by the model
 * @param search the search's settings
 * @param evaluation the evaluation's settings
 */
public record RunSpec(
        String run,
        String dataset,
        long seed,
        Widths widths,
        Strides strides,
        Preprocessing searchInput,
        Preprocessing evaluationInput,
        SearchSettings search,
        EvaluationSettings evaluation)
        implements JobSpec {
    private static final String FULL = "full";

    public RunSpec {
        if (!run.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("a run's name is letters, digits, '.', '_' and '-', not '" + run + "'");
        }
    }

    /** The same under another name, with another seed and another mode. */
    public RunSpec as(String name, long otherSeed, SearchSettings.Mode mode) {
        return new RunSpec(
                name, dataset, otherSeed, widths, strides, searchInput, evaluationInput, search.as(mode), evaluation);
    }

    /** The job of its search. */
    public String searchJob() {
        return searchJob(run);
    }

    /** The job of a run's search. */
    public static String searchJob(String run) {
        return run + "/search";
    }

    /** The job of a share of its search. */
    public String searchJob(Share share) {
        return share.job(searchJob());
    }

    /** One of its short trainings, 0-based. */
    public TrainingSpec shortTraining(int candidate, Genotype genotype) {
        return training(
                "short-" + candidate, genotype, Purpose.RANK, evaluation.plan().over(evaluation.shortEpochs()));
    }

    /** The job of its best architecture's retraining. */
    public String bestTraining() {
        return run + "/" + FULL;
    }

    /** Its best architecture's retraining. */
    public TrainingSpec fullTraining(Genotype genotype) {
        return training(FULL, genotype, Purpose.PUBLISH, evaluation.plan());
    }

    /**
     * The retraining of a member of its ensemble, the best being 0: that is trained as it would be alone, to the last
     * bit.
     */
    public TrainingSpec memberTraining(int member, Genotype genotype) {
        return training(member == 0 ? FULL : FULL + "-" + member, genotype, Purpose.MEMBER, evaluation.plan());
    }

    /** What makes its model of members that were retrained. */
    public EnsembleSpec ensemble(List<EnsembleSpec.Member> members) {
        return new EnsembleSpec(run, dataset, seed, evaluationInput, members);
    }

    private TrainingSpec training(String name, Genotype genotype, Purpose purpose, TrainingPlan plan) {
        ModelChoice model = new SearchedModel(genotype, widths, strides);
        return new TrainingSpec(run + "/" + name, dataset, seed, model, evaluationInput, purpose, plan);
    }

    /** The networks' frame, for one channel and so many classes. */
    public MacroArchitecture macro(int classes) {
        return strides.macro(widths, 1, classes);
    }
}
