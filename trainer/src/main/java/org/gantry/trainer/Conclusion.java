package org.gantry.trainer;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.gantry.bus.Feed;
import org.gantry.domain.answer.InputDistribution;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;

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
    private static final double[] THRESHOLDS = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99};

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
        if (spec.purpose() == Purpose.PUBLISH) {
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
        facts.put("test.abstaining", abstaining(test, temperature));
        inputs.ifPresent(known -> facts.put(
                "test.foreign",
                Long.toString(tested.features().stream()
                        .filter(features -> known.foreignness(features) > 1)
                        .count())));
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

    /** Of some thresholds, how many of the test's answers reach them, and how many of these are right. */
    private static String abstaining(Evaluation test, Temperature temperature) {
        StringJoiner text = new StringJoiner(",");
        for (double threshold : THRESHOLDS) {
            int answered = 0;
            int right = 0;
            for (int i = 0; i < test.labels().length; i++) {
                float[] probabilities = temperature.probabilities(test.logits()[i]);
                int predicted = Prediction.mostProbable(probabilities);
                if (probabilities[predicted] >= threshold) {
                    answered++;
                    right += predicted == test.labels()[i] ? 1 : 0;
                }
            }
            text.add(String.format(Locale.ROOT, "%s:%d/%d", threshold, right, answered));
        }
        return text.toString();
    }
}
