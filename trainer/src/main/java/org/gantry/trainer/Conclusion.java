package org.gantry.trainer;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gantry.bus.Feed;
import org.gantry.domain.answer.InputDistribution;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.TrainingSpec;

/**
 * What follows a training's last epoch: its best weights are calibrated on validation, the inputs that they learnt from
 * are measured where they are to be published, and then they are tested, once.
 *
 * @param test metrics of the calibrated probabilities
 * @param scansPerSecond how fast the test was answered
 * @param inputs what foreign inputs are told from
 * @param facts what else is to be known of the model
 */
record Conclusion(Metrics test, double scansPerSecond, Optional<InputDistribution> inputs, Map<String, String> facts) {
    /** Asks for validation, for training if need be, and for the test, whose numbers follow the last epoch's. */
    static Conclusion of(Job job, TrainingSpec spec, Learner learner, Feed<BatchVolume> volumes, Best chosen)
            throws InterruptedException {
        int next = 2 * spec.plan().epochs();
        learner.load(chosen.weights());
        SeenInputs validated = new SeenInputs();
        Temperature temperature = job.epoch(
                volumes,
                EpochEvent.Requested.training(spec, next, EpochContent.EVALUATE_VALIDATION),
                batches -> learner.answer(batches, validated).temperature());
        Optional<InputDistribution> inputs = Optional.empty();
        if (spec.purpose().bundles()) {
            SeenInputs trained = trainingInputs(job, spec, volumes, next + 1);
            inputs = Optional.of(InputDistribution.fit(trained.features(), validated.features()));
        }
        SeenInputs tested = new SeenInputs();
        Evaluation test = job.epoch(
                volumes,
                EpochEvent.Requested.training(spec, next + 2, EpochContent.EVALUATE_TEST),
                batches -> learner.answer(batches, tested));
        Map<String, String> facts = new TreeMap<>();
        facts.put("training.epoch", Integer.toString(chosen.epoch() + 1));
        facts.put("test.abstaining", test.abstaining(temperature));
        inputs.ifPresent(known -> facts.put("test.foreign", Long.toString(tested.foreign(known))));
        return new Conclusion(test.at(temperature), test.speed().scansPerSecond(), inputs, facts);
    }

    /** An epoch of training volumes that nothing is learnt from. */
    private static SeenInputs trainingInputs(Job job, TrainingSpec spec, Feed<BatchVolume> volumes, int number)
            throws InterruptedException {
        SeenInputs seen = new SeenInputs();
        return job.epoch(volumes, EpochEvent.Requested.training(spec, number, EpochContent.TRAIN), batches -> {
            while (batches.hasNext()) {
                seen.accept(batches.next());
            }
            return seen;
        });
    }
}
