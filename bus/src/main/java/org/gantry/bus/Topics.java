package org.gantry.bus;

import java.util.List;
import java.util.Optional;
import org.gantry.bus.Topic.Kept;
import org.gantry.bus.codec.AnswerCodecs;
import org.gantry.bus.codec.RunCodecs;
import org.gantry.bus.codec.ScanCodecs;
import org.gantry.bus.codec.SearchCodecs;
import org.gantry.bus.codec.TrainingCodecs;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.CheckpointTaken;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.WeightsShared;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;

/** The catalogue: every topic, in the order in which a scan meets them (ARCHITECTURE.md, section 2). */
public final class Topics {
    private static final int PARTITIONS = 6;

    /** As many interpreters can share the work, and 2, 3, 4 or 6 share it evenly. */
    private static final int ANSWER_PARTITIONS = 12;

    /** A training holds its partition until it ends: with many, few wait behind another one. */
    private static final int TRAININGS_PARTITIONS = 24;

    /** One axial slice; users and ingest write, the samplers take. */
    public static final Topic<Slice> SLICES = new Topic<>(
            "slices.v1",
            ScanCodecs.SLICE,
            new Key<>("scan", s -> s.header().scanId()),
            PARTITIONS,
            Kept.FOR_EVER,
            true);

    /** A scan became complete; the samplers write. */
    public static final Topic<ScanCompleted> SCANS = new Topic<>(
            "scans.v1",
            ScanCodecs.SCAN_COMPLETED,
            new Key<>("scan", s -> s.header().scanId()),
            PARTITIONS,
            Kept.FOR_EVER);

    /** Data sets; ingest writes. */
    public static final Topic<DatasetManifest> DATASETS = new Topic<>(
            "datasets.v1", ScanCodecs.DATASET, new Key<>("data set", DatasetManifest::name), 1, Kept.LATEST);

    /**
     * What was asked of a run ({@code run/spec}), what its user wishes ({@code run/wish}; any client may write it),
     * where it stands and what it warned of ({@code run/status}, {@code run/warning/CONCERN}, the searcher's).
     */
    public static final Topic<RunEvent> RUNS = new Topic<>(
            "runs.v1", RunCodecs.RUN, new Key<>("run/KIND", e -> e.run() + "/" + kind(e)), PARTITIONS, Kept.LATEST);

    /** Trainings asked for, their epochs, laid down, their ends; the searcher asks, the trainers take. */
    public static final Topic<TrainingEvent> TRAININGS = new Topic<>(
            "trainings.v1",
            TrainingCodecs.TRAINING,
            new Key<>("job", TrainingEvent::job),
            TRAININGS_PARTITIONS,
            Kept.FOR_EVER);

    /** Epochs that trainers ask of the samplers. */
    public static final Topic<EpochEvent> EPOCHS = new Topic<>(
            "epochs.v1", TrainingCodecs.EPOCH, new Key<>("job", EpochEvent::job), PARTITIONS, Kept.SEVEN_DAYS);

    /** Volumes of the epochs asked for; the samplers write, a trainer reads those that came since it asked. */
    public static final Topic<BatchVolume> BATCHES = new Topic<>(
            "batches.v1",
            TrainingCodecs.BATCH_VOLUME,
            new Key<>("job", BatchVolume::job),
            PARTITIONS,
            Kept.ONE_HOUR,
            true);

    /** Drawn architectures; the searcher writes. */
    public static final Topic<Draw> DRAWS =
            new Topic<>("draws.v1", SearchCodecs.DRAW, new Key<>("job", Draw::job), PARTITIONS, Kept.FOR_EVER);

    /** Steps taken; the trainers write. */
    public static final Topic<StepTaken> STEPS =
            new Topic<>("steps.v1", SearchCodecs.STEP, new Key<>("job", StepTaken::job), PARTITIONS, Kept.FOR_EVER);

    /** Saved states of jobs; the trainers write and read. */
    public static final Topic<CheckpointTaken> CHECKPOINTS = new Topic<>(
            "checkpoints.v1",
            TrainingCodecs.CHECKPOINT,
            new Key<>("job", CheckpointTaken::job),
            PARTITIONS,
            Kept.LATEST);

    /** Weights that trainers average in a search that they share; they write and read. */
    public static final Topic<WeightsShared> AVERAGES = new Topic<>(
            "averages.v1", TrainingCodecs.WEIGHTS, new Key<>("job", WeightsShared::job), PARTITIONS, Kept.SEVEN_DAYS);

    /** Measured architectures; the searcher writes. */
    public static final Topic<ArchitectureMeasured> ARCHITECTURES = new Topic<>(
            "architectures.v1",
            SearchCodecs.ARCHITECTURE,
            new Key<>("job", ArchitectureMeasured::job),
            PARTITIONS,
            Kept.FOR_EVER);

    /** Published models; the trainers write. */
    public static final Topic<ModelAnnounced> MODELS =
            new Topic<>("models.v1", AnswerCodecs.MODEL, new Key<>("model", ModelAnnounced::model), 1, Kept.LATEST);

    /** Volumes to classify; the samplers and the V2 inference protocol write, the interpreters take. */
    public static final Topic<VolumeToClassify> VOLUMES = new Topic<>(
            "volumes.v1",
            AnswerCodecs.VOLUME,
            new Key<>("scan", v -> v.header().scanId()),
            ANSWER_PARTITIONS,
            Kept.SEVEN_DAYS,
            true);

    /** Answers; the interpreters write, users subscribe. */
    public static final Topic<Prediction> PREDICTIONS = new Topic<>(
            "predictions.v1",
            AnswerCodecs.PREDICTION,
            new Key<>("scan", Prediction::scanId),
            ANSWER_PARTITIONS,
            Kept.FOR_EVER);

    /** Class activation maps; the interpreters write, users subscribe. */
    public static final Topic<Cam> CAMS = new Topic<>(
            "cams.v1", AnswerCodecs.CAM, new Key<>("scan", Cam::scanId), ANSWER_PARTITIONS, Kept.FOR_EVER, true);

    /** All of them, contents included. */
    public static final List<Topic<?>> ALL = List.of(
            SLICES,
            SCANS,
            DATASETS,
            RUNS,
            TRAININGS,
            EPOCHS,
            BATCHES,
            DRAWS,
            STEPS,
            CHECKPOINTS,
            AVERAGES,
            ARCHITECTURES,
            MODELS,
            Contents.TOPIC,
            Contents.CHECKPOINTS,
            Contents.AVERAGES,
            VOLUMES,
            PREDICTIONS,
            CAMS);

    private Topics() {}

    /** A topic by its name without prefix. */
    public static Optional<Topic<?>> named(String name) {
        for (Topic<?> topic : ALL) {
            if (topic.name().equals(name)) {
                return Optional.of(topic);
            }
        }
        return Optional.empty();
    }

    /** What of a run's events only the latest of counts. */
    private static String kind(RunEvent event) {
        if (event instanceof RunEvent.Warned warned) {
            return "warning/" + warned.concern();
        } else if (event instanceof RunEvent.Wished) {
            return "wish";
        }
        return event instanceof RunEvent.Asked ? "spec" : "status";
    }
}
