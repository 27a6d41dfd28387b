package org.gantry.bus.codec;

import java.util.Optional;
import org.gantry.domain.Codec;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.CheckpointTaken;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.WeightsShared;
import org.gantry.domain.scan.Volume;

/** Codecs of trainings, their epochs and batches, {@code run.proto}. */
public final class TrainingCodecs {
    /** What is said of a job. */
    public static final Codec<TrainingEvent> TRAINING = new ProtoCodec<>(
            "gantry.v1.TrainingEvent",
            org.gantry.proto.TrainingEvent.parser(),
            TrainingCodecs::training,
            TrainingCodecs::training);

    /** What a trainer asks of the samplers. */
    public static final Codec<EpochEvent> EPOCH = new ProtoCodec<>(
            "gantry.v1.EpochEvent", org.gantry.proto.EpochEvent.parser(), TrainingCodecs::epoch, TrainingCodecs::epoch);

    /** One volume of a batch. */
    public static final Codec<BatchVolume> BATCH_VOLUME = new ProtoCodec<>(
            "gantry.v1.BatchVolume",
            org.gantry.proto.BatchVolume.parser(),
            TrainingCodecs::volume,
            TrainingCodecs::volume);

    /** The state of a job was saved. */
    public static final Codec<CheckpointTaken> CHECKPOINT = new ProtoCodec<>(
            "gantry.v1.CheckpointTaken",
            org.gantry.proto.CheckpointTaken.parser(),
            TrainingCodecs::checkpoint,
            TrainingCodecs::checkpoint);

    /** A trainer gave its weights. */
    public static final Codec<WeightsShared> WEIGHTS = new ProtoCodec<>(
            "gantry.v1.WeightsShared",
            org.gantry.proto.WeightsShared.parser(),
            TrainingCodecs::weights,
            TrainingCodecs::weights);

    private TrainingCodecs() {}

    private static org.gantry.proto.TrainingEvent training(TrainingEvent event) {
        var builder = org.gantry.proto.TrainingEvent.newBuilder().setJob(event.job());
        if (event instanceof TrainingEvent.SearchRequested r) {
            builder.setSearchRequested(org.gantry.proto.TrainingEvent.SearchRequested.newBuilder()
                    .setSpec(RunCodecs.spec(r.spec()))
                    .setShare(r.share().index()));
        } else if (event instanceof TrainingEvent.Requested r) {
            builder.setRequested(
                    org.gantry.proto.TrainingEvent.Requested.newBuilder().setSpec(PlanCodecs.spec(r.spec())));
        } else if (event instanceof TrainingEvent.EnsembleRequested r) {
            builder.setEnsembleRequested(org.gantry.proto.TrainingEvent.EnsembleRequested.newBuilder()
                    .setSpec(PlanCodecs.ensemble(r.spec())));
        } else if (event instanceof TrainingEvent.EpochCompleted e) {
            builder.setEpochCompleted(org.gantry.proto.TrainingEvent.EpochCompleted.newBuilder()
                    .setEpoch(e.epoch())
                    .setTrainLoss(e.trainLoss())
                    .setTrainAccuracy(e.trainAccuracy())
                    .setValidationLoss(e.validationLoss())
                    .setValidationAccuracy(e.validationAccuracy()));
        } else if (event instanceof TrainingEvent.Ended e) {
            var ended = org.gantry.proto.TrainingEvent.Ended.newBuilder()
                    .setPerformance(e.performance())
                    .setLoss(e.loss());
            e.test().map(TrainingCodecs::test).ifPresent(ended::setTest);
            e.bundle().map(AnswerCodecs::content).ifPresent(ended::setBundle);
            builder.setEnded(ended);
        } else if (event instanceof TrainingEvent.Failed f) {
            builder.setFailed(org.gantry.proto.TrainingEvent.Failed.newBuilder().setReason(f.reason()));
        } else if (event instanceof TrainingEvent.Suspended) {
            builder.setSuspended(org.gantry.proto.TrainingEvent.Suspended.getDefaultInstance());
        }
        return builder.build();
    }

    private static TrainingEvent training(org.gantry.proto.TrainingEvent event) {
        String job = event.getJob();
        return switch (event.getKindCase()) {
            case SEARCH_REQUESTED -> {
                RunSpec spec = RunCodecs.spec(event.getSearchRequested().getSpec());
                Share share = new Share(
                        event.getSearchRequested().getShare(),
                        spec.search().sharing().trainers());
                yield new TrainingEvent.SearchRequested(spec, share);
            }
            case REQUESTED ->
                new TrainingEvent.Requested(PlanCodecs.spec(event.getRequested().getSpec()));
            case ENSEMBLE_REQUESTED ->
                new TrainingEvent.EnsembleRequested(
                        PlanCodecs.ensemble(event.getEnsembleRequested().getSpec()));
            case EPOCH_COMPLETED -> {
                var e = event.getEpochCompleted();
                yield new TrainingEvent.EpochCompleted(
                        job,
                        e.getEpoch(),
                        e.getTrainLoss(),
                        e.getTrainAccuracy(),
                        e.getValidationLoss(),
                        e.getValidationAccuracy());
            }
            case ENDED -> {
                var e = event.getEnded();
                yield new TrainingEvent.Ended(
                        job,
                        e.getPerformance(),
                        e.getLoss(),
                        e.hasTest() ? Optional.of(test(e.getTest())) : Optional.empty(),
                        e.hasBundle() ? Optional.of(AnswerCodecs.content(e.getBundle())) : Optional.empty());
            }
            case FAILED -> new TrainingEvent.Failed(job, event.getFailed().getReason());
            case SUSPENDED -> new TrainingEvent.Suspended(job);
            case KIND_NOT_SET -> throw new IllegalArgumentException("field kind is empty");
        };
    }

    private static org.gantry.proto.TrainingEvent.Test test(TrainingEvent.Test t) {
        return org.gantry.proto.TrainingEvent.Test.newBuilder()
                .setMetrics(AnswerCodecs.metrics(t.metrics()))
                .setEpoch(t.epoch())
                .setScansPerSecond(t.scansPerSecond())
                .build();
    }

    private static TrainingEvent.Test test(org.gantry.proto.TrainingEvent.Test t) {
        return new TrainingEvent.Test(AnswerCodecs.metrics(t.getMetrics()), t.getEpoch(), t.getScansPerSecond());
    }

    private static org.gantry.proto.CheckpointTaken checkpoint(CheckpointTaken c) {
        return org.gantry.proto.CheckpointTaken.newBuilder()
                .setJob(c.job())
                .setEpoch(c.epoch())
                .setStep(c.step())
                .setContent(AnswerCodecs.content(c.content()))
                .build();
    }

    private static CheckpointTaken checkpoint(org.gantry.proto.CheckpointTaken c) {
        return new CheckpointTaken(c.getJob(), c.getEpoch(), c.getStep(), AnswerCodecs.content(c.getContent()));
    }

    private static org.gantry.proto.WeightsShared weights(WeightsShared w) {
        return org.gantry.proto.WeightsShared.newBuilder()
                .setJob(w.job())
                .setShare(w.share())
                .setEpoch(w.epoch())
                .setStep(w.step())
                .setContent(AnswerCodecs.content(w.content()))
                .build();
    }

    private static WeightsShared weights(org.gantry.proto.WeightsShared w) {
        return new WeightsShared(
                w.getJob(), w.getShare(), w.getEpoch(), w.getStep(), AnswerCodecs.content(w.getContent()));
    }

    private static org.gantry.proto.EpochEvent epoch(EpochEvent event) {
        var builder =
                org.gantry.proto.EpochEvent.newBuilder().setJob(event.job()).setEpoch(event.epoch());
        if (event instanceof EpochEvent.Requested r) {
            var requested = org.gantry.proto.EpochEvent.Requested.newBuilder()
                    .setDataset(r.dataset())
                    .setContent(Enums.toProto(org.gantry.proto.EpochContent.class, "EPOCH_CONTENT_", r.content()))
                    .setInput(ScanCodecs.preprocessing(r.input()))
                    .setBatch(r.batch())
                    .setSeed(r.seed());
            if (r.share().isShared()) {
                requested.setShare(org.gantry.proto.Share.newBuilder()
                        .setIndex(r.share().index())
                        .setOf(r.share().of()));
            }
            builder.setRequested(requested);
        } else if (event instanceof EpochEvent.Credited c) {
            builder.setCredited(
                    org.gantry.proto.EpochEvent.Credited.newBuilder().setBatches(c.batches()));
        } else {
            builder.setClosed(org.gantry.proto.EpochEvent.Closed.getDefaultInstance());
        }
        return builder.build();
    }

    private static EpochEvent epoch(org.gantry.proto.EpochEvent event) {
        String job = event.getJob();
        int epoch = event.getEpoch();
        return switch (event.getKindCase()) {
            case REQUESTED -> {
                var r = event.getRequested();
                yield new EpochEvent.Requested(
                        job,
                        epoch,
                        r.getDataset(),
                        Enums.toDomain(EpochContent.class, "EPOCH_CONTENT_", r.getContent()),
                        ScanCodecs.preprocessing(r.getInput()),
                        r.getBatch(),
                        r.getSeed(),
                        r.hasShare()
                                ? new Share(
                                        r.getShare().getIndex(), r.getShare().getOf())
                                : Share.WHOLE);
            }
            case CREDITED ->
                new EpochEvent.Credited(job, epoch, event.getCredited().getBatches());
            case CLOSED -> new EpochEvent.Closed(job, epoch);
            case KIND_NOT_SET -> throw new IllegalArgumentException("field kind is empty");
        };
    }

    private static org.gantry.proto.BatchVolume volume(BatchVolume v) {
        return org.gantry.proto.BatchVolume.newBuilder()
                .setJob(v.job())
                .setEpoch(v.epoch())
                .setOrdinal(v.ordinal())
                .setPosition(v.position())
                .setScanId(v.scanId())
                .setLabel(v.label())
                .setGrid(ScanCodecs.grid(v.volume().grid()))
                .setFloat32(Floats.float32(v.volume().voxels()))
                .build();
    }

    private static BatchVolume volume(org.gantry.proto.BatchVolume v) {
        return new BatchVolume(
                v.getJob(),
                v.getEpoch(),
                v.getOrdinal(),
                v.getPosition(),
                v.getScanId(),
                v.getLabel(),
                new Volume(ScanCodecs.grid(v.getGrid()), Floats.float32(v.getFloat32())));
    }
}
