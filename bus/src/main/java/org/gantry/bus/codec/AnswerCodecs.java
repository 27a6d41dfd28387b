package org.gantry.bus.codec;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gantry.domain.Codec;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.Trust;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.CamGrid;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.scan.Volume;

/** Codecs of {@code answer.proto}. */
public final class AnswerCodecs {
    /** A model was published. */
    public static final Codec<ModelAnnounced> MODEL = new ProtoCodec<>(
            "gantry.v1.ModelAnnounced",
            org.gantry.proto.ModelAnnounced.parser(),
            AnswerCodecs::model,
            AnswerCodecs::model);

    /** A volume to classify. */
    public static final Codec<VolumeToClassify> VOLUME = new ProtoCodec<>(
            "gantry.v1.VolumeToClassify",
            org.gantry.proto.VolumeToClassify.parser(),
            AnswerCodecs::volume,
            AnswerCodecs::volume);

    /** An answer. */
    public static final Codec<Prediction> PREDICTION = new ProtoCodec<>(
            "gantry.v1.Prediction",
            org.gantry.proto.Prediction.parser(),
            AnswerCodecs::prediction,
            AnswerCodecs::prediction);

    /** A class activation map. */
    public static final Codec<Cam> CAM =
            new ProtoCodec<>("gantry.v1.Cam", org.gantry.proto.Cam.parser(), AnswerCodecs::cam, AnswerCodecs::cam);

    private AnswerCodecs() {}

    static org.gantry.proto.Metrics metrics(Metrics m) {
        var builder = org.gantry.proto.Metrics.newBuilder();
        for (int[] row : m.confusion()) {
            builder.addConfusion(org.gantry.proto.Metrics.Row.newBuilder()
                    .addAllCounts(IntStream.of(row).boxed().toList()));
        }
        m.auroc().ifPresent(builder::setAuroc);
        m.calibrationError().ifPresent(builder::setCalibrationError);
        m.calibration().map(TrustCodecs::calibration).ifPresent(builder::setCalibration);
        return builder.build();
    }

    static Metrics metrics(org.gantry.proto.Metrics m) {
        return new Metrics(
                m.getConfusionList().stream()
                        .map(r -> r.getCountsList().stream()
                                .mapToInt(Integer::intValue)
                                .toArray())
                        .toArray(int[][]::new),
                m.hasAuroc() ? OptionalDouble.of(m.getAuroc()) : OptionalDouble.empty(),
                m.hasCalibrationError() ? OptionalDouble.of(m.getCalibrationError()) : OptionalDouble.empty(),
                m.hasCalibration() ? Optional.of(TrustCodecs.calibration(m.getCalibration())) : Optional.empty());
    }

    static Genotype genotype(List<Integer> indices) {
        return Genotype.of(indices.stream().mapToInt(Integer::intValue).toArray());
    }

    static List<Integer> genotype(Genotype genotype) {
        return IntStream.of(genotype.indices()).boxed().toList();
    }

    private static org.gantry.proto.Provenance provenance(Provenance p) {
        Instant time = p.time();
        return org.gantry.proto.Provenance.newBuilder()
                .setRun(p.run())
                .setDataset(p.dataset())
                .setDatasetDigest(p.datasetDigest())
                .setSeed(p.seed())
                .setConfig(p.config())
                .setSoftware(p.software())
                .setTime(
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .build();
    }

    private static Provenance provenance(org.gantry.proto.Provenance p) {
        return new Provenance(
                p.getRun(),
                p.getDataset(),
                p.getDatasetDigest(),
                p.getSeed(),
                p.getConfig(),
                p.getSoftware(),
                Instant.ofEpochSecond(p.getTime().getSeconds(), p.getTime().getNanos()));
    }

    static org.gantry.proto.ContentRef content(ContentRef ref) {
        return org.gantry.proto.ContentRef.newBuilder()
                .setDigest(ref.digest())
                .setSize(ref.size())
                .setOffset(ref.offset())
                .build();
    }

    static ContentRef content(org.gantry.proto.ContentRef ref) {
        return new ContentRef(ref.getDigest(), ref.getSize(), ref.getOffset());
    }

    private static org.gantry.proto.ModelAnnounced model(ModelAnnounced m) {
        return org.gantry.proto.ModelAnnounced.newBuilder()
                .setModel(m.model())
                .setContent(content(m.content()))
                .setNetwork(PlanCodecs.model(m.network()))
                .setPreprocessing(ScanCodecs.preprocessing(m.preprocessing()))
                .addAllLabels(m.labels())
                .setTest(metrics(m.test()))
                .setProvenance(provenance(m.provenance()))
                .setSignature(m.signature())
                .addAllMembers(m.members())
                .build();
    }

    private static ModelAnnounced model(org.gantry.proto.ModelAnnounced m) {
        return new ModelAnnounced(
                m.getModel(),
                content(m.getContent()),
                PlanCodecs.model(m.getNetwork()),
                ScanCodecs.preprocessing(m.getPreprocessing()),
                m.getLabelsList(),
                metrics(m.getTest()),
                provenance(m.getProvenance()),
                m.getSignature(),
                m.getMembersList());
    }

    private static org.gantry.proto.VolumeToClassify volume(VolumeToClassify v) {
        return org.gantry.proto.VolumeToClassify.newBuilder()
                .setHeader(ScanCodecs.header(v.header()))
                .setModel(v.model())
                .setGrid(ScanCodecs.grid(v.volume().grid()))
                .setFloat32(Floats.float32(v.volume().voxels()))
                .setGeometry(ScanCodecs.geometry(v.geometry()))
                .addAllSlices(IntStream.of(v.slices()).boxed().toList())
                .build();
    }

    private static VolumeToClassify volume(org.gantry.proto.VolumeToClassify v) {
        return new VolumeToClassify(
                ScanCodecs.header(v.getHeader()),
                v.getModel(),
                new Volume(ScanCodecs.grid(v.getGrid()), Floats.float32(v.getFloat32())),
                ScanCodecs.geometry(v.getGeometry()),
                ints(v.getSlicesList()));
    }

    private static org.gantry.proto.Prediction prediction(Prediction p) {
        var builder = org.gantry.proto.Prediction.newBuilder()
                .setScanId(p.scanId())
                .setModel(p.model())
                .setModelDigest(p.modelDigest())
                .addAllLabels(p.labels())
                .setProvenance(provenance(p.provenance()))
                .setTrust(TrustCodecs.trust(p.trust()));
        for (float probability : p.probabilities()) {
            builder.addProbabilities(probability);
        }
        for (int i = 0; i < p.slices().length; i++) {
            builder.addSlices(p.slices()[i]).addSliceScores(p.sliceScores()[i]);
        }
        return builder.build();
    }

    private static Prediction prediction(org.gantry.proto.Prediction p) {
        return new Prediction(
                p.getScanId(),
                p.getModel(),
                p.getModelDigest(),
                p.getLabelsList(),
                floats(p.getProbabilitiesList()),
                provenance(p.getProvenance()),
                ints(p.getSlicesList()),
                floats(p.getSliceScoresList()),
                p.hasTrust() ? TrustCodecs.trust(p.getTrust()) : Trust.UNKNOWN);
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private static org.gantry.proto.Cam cam(Cam c) {
        CamGrid grid = c.cells().grid();
        var builder = org.gantry.proto.Cam.newBuilder()
                .setScanId(c.scanId())
                .setModelDigest(c.modelDigest())
                .setMethod(c.cells().method().toString())
                .setClassIndex(c.classIndex())
                .setLabel(c.label())
                .setCellsGrid(ScanCodecs.grid(grid.cells()))
                .setCellsFloat32(Floats.float32(c.cells().values()[c.classIndex()]))
                .setCellsGeometry(ScanCodecs.geometry(c.cellGeometry()))
                .setMapGrid(ScanCodecs.grid(c.map().grid()))
                .setMapFloat16(Floats.float16(c.map().values()))
                .setMapGeometry(ScanCodecs.geometry(c.map().geometry()))
                .addAllSlices(IntStream.of(c.slices()).boxed().toList())
                .addAllLabels(c.labels())
                .addAllCellsStride(DoubleStream.of(grid.stride()).boxed().toList())
                .addAllCellsShift(DoubleStream.of(grid.shift()).boxed().toList());
        for (float[] cells : c.cells().values()) {
            builder.addClassCellsFloat32(Floats.float32(cells));
        }
        return builder.build();
    }

    private static Cam cam(org.gantry.proto.Cam c) {
        CamGrid grid = new CamGrid(
                ScanCodecs.grid(c.getCellsGrid()), doubles(c.getCellsStrideList()), doubles(c.getCellsShiftList()));
        return new Cam(
                c.getScanId(),
                c.getModelDigest(),
                c.getLabelsList(),
                c.getClassIndex(),
                new Cam.Cells(
                        c.getMethod().isEmpty() ? CamMethod.CAM : CamMethod.parse(c.getMethod()),
                        grid,
                        c.getClassCellsFloat32List().stream()
                                .map(Floats::float32)
                                .toArray(float[][]::new)),
                new Cam.Map3d(
                        ScanCodecs.grid(c.getMapGrid()),
                        Floats.float16(c.getMapFloat16()),
                        ScanCodecs.geometry(c.getMapGeometry())),
                ints(c.getSlicesList()));
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
