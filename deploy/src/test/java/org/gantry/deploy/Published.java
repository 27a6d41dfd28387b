package org.gantry.deploy;

import java.util.Comparator;
import java.util.List;
import org.gantry.proto.ArchitectureMeasured;
import org.gantry.proto.Cam;
import org.gantry.proto.DatasetManifest;
import org.gantry.proto.Draw;
import org.gantry.proto.ModelAnnounced;
import org.gantry.proto.Prediction;
import org.gantry.proto.ScanCompleted;
import org.gantry.proto.StepTaken;
import org.gantry.proto.TrainingEvent;

/**
 * What stands on the topics, in the order of each partition.
 *
 * @param scans complete scans
 * @param datasets data sets
 * @param draws drawn architectures
 * @param steps steps taken
 * @param architectures measured architectures
 * @param trainings what was said of jobs
 * @param models published models
 * @param predictions answers
 * @param cams their class activation maps
 */
public record Published(
        List<ScanCompleted> scans,
        List<DatasetManifest> datasets,
        List<Draw> draws,
        List<StepTaken> steps,
        List<ArchitectureMeasured> architectures,
        List<TrainingEvent> trainings,
        List<ModelAnnounced> models,
        List<Prediction> predictions,
        List<Cam> cams) {
    public static Published on(PlainConsumer consumer) {
        return new Published(
                consumer.all("scans.v1", ScanCompleted.parser()),
                consumer.all("datasets.v1", DatasetManifest.parser()),
                consumer.all("draws.v1", Draw.parser()),
                consumer.all("steps.v1", StepTaken.parser()),
                consumer.all("architectures.v1", ArchitectureMeasured.parser()),
                consumer.all("trainings.v1", TrainingEvent.parser()),
                consumer.all("models.v1", ModelAnnounced.parser()),
                consumer.all("predictions.v1", Prediction.parser()),
                consumer.all("cams.v1", Cam.parser()));
    }

    /** The steps without their latency, the one figure that a repeated run need not repeat. */
    public List<StepTaken> untimedSteps() {
        return steps.stream().map(s -> s.toBuilder().clearLatency().build()).toList();
    }

    /** The measured architectures without their latency. */
    public List<ArchitectureMeasured> untimedArchitectures() {
        return architectures.stream()
                .map(a -> a.toBuilder().clearLatency().build())
                .toList();
    }

    /** The epochs that jobs completed, by job and epoch. */
    List<TrainingEvent> completedEpochs() {
        return trainings.stream()
                .filter(TrainingEvent::hasEpochCompleted)
                .sorted(Comparator.comparing(TrainingEvent::getJob)
                        .thenComparingInt(t -> t.getEpochCompleted().getEpoch()))
                .toList();
    }
}
