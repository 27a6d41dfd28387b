package org.gantry.bus.codec;

import java.util.Optional;
import org.gantry.domain.Codec;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.LogRange;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.proto.Pixels;

/** Codecs of {@code scan.proto}. */
public final class ScanCodecs {
    /** One axial image. */
    public static final Codec<Slice> SLICE =
            new ProtoCodec<>("gantry.v1.Slice", org.gantry.proto.Slice.parser(), ScanCodecs::slice, ScanCodecs::slice);

    /** A scan became complete. */
    public static final Codec<ScanCompleted> SCAN_COMPLETED = new ProtoCodec<>(
            "gantry.v1.ScanCompleted",
            org.gantry.proto.ScanCompleted.parser(),
            ScanCodecs::completed,
            ScanCodecs::completed);

    /** A data set. */
    public static final Codec<DatasetManifest> DATASET = new ProtoCodec<>(
            "gantry.v1.DatasetManifest",
            org.gantry.proto.DatasetManifest.parser(),
            ScanCodecs::manifest,
            ScanCodecs::manifest);

    private ScanCodecs() {}

    private static org.gantry.proto.Slice slice(Slice s) {
        return org.gantry.proto.Slice.newBuilder()
                .setHeader(header(s.header()))
                .setIndex(s.index())
                .setExpected(s.expected())
                .setPixels(pixels(s.pixels()))
                .build();
    }

    private static Slice slice(org.gantry.proto.Slice s) {
        return new Slice(header(s.getHeader()), s.getIndex(), s.getExpected(), pixels(s.getPixels()));
    }

    private static Pixels pixels(float[] values) {
        int low = 0;
        int high = 0;
        int differing = 0;
        for (float v : values) {
            int n = (int) v;
            low = Math.min(low, n);
            high = Math.max(high, n);
            // by their bits: an integer has no negative zero, and none is nearly one
            differing |= Float.floatToRawIntBits(v) ^ Float.floatToRawIntBits((float) n);
        }
        Pixels.Builder pixels = Pixels.newBuilder();
        if (differing == 0 && low >= 0 && high <= 255) {
            return pixels.setUint8(Floats.uint8(values)).build();
        }
        if (differing == 0 && low >= Short.MIN_VALUE && high <= Short.MAX_VALUE) {
            return pixels.setInt16(Floats.int16(values)).build();
        }
        return pixels.setFloat32(Floats.float32(values)).build();
    }

    private static float[] pixels(Pixels pixels) {
        return switch (pixels.getKindCase()) {
            case UINT8 -> Floats.uint8(pixels.getUint8());
            case INT16 -> Floats.int16(pixels.getInt16());
            case FLOAT32 -> Floats.float32(pixels.getFloat32());
            case KIND_NOT_SET -> throw new IllegalArgumentException("field pixels is empty");
        };
    }

    static org.gantry.proto.ScanHeader header(ScanHeader h) {
        return org.gantry.proto.ScanHeader.newBuilder()
                .setScanId(h.scanId())
                .setPatientId(h.patientId())
                .setDataset(h.dataset())
                .setIntensity(org.gantry.proto.Intensity.newBuilder()
                        .setHu(h.intensity().hu())
                        .setLow(h.intensity().low())
                        .setHigh(h.intensity().high()))
                .setGeometry(geometry(h.geometry()))
                .setRows(h.rows())
                .setColumns(h.columns())
                .build();
    }

    static ScanHeader header(org.gantry.proto.ScanHeader h) {
        org.gantry.proto.Intensity i = h.getIntensity();
        return new ScanHeader(
                h.getScanId(),
                h.getPatientId(),
                h.getDataset(),
                new Intensity(i.getHu(), i.getLow(), i.getHigh()),
                h.hasGeometry() ? geometry(h.getGeometry()) : VolumeGeometry.UNKNOWN,
                h.getRows(),
                h.getColumns());
    }

    static org.gantry.proto.VolumeGeometry geometry(VolumeGeometry g) {
        return org.gantry.proto.VolumeGeometry.newBuilder()
                .setOrigin(vector(g.origin()))
                .setSlice(vector(g.slice()))
                .setRow(vector(g.row()))
                .setColumn(vector(g.column()))
                .build();
    }

    static VolumeGeometry geometry(org.gantry.proto.VolumeGeometry g) {
        return new VolumeGeometry(
                vector(g.getOrigin()), vector(g.getSlice()), vector(g.getRow()), vector(g.getColumn()));
    }

    private static org.gantry.proto.Vector3 vector(Vector3 v) {
        return org.gantry.proto.Vector3.newBuilder()
                .setX(v.x())
                .setY(v.y())
                .setZ(v.z())
                .build();
    }

    private static Vector3 vector(org.gantry.proto.Vector3 v) {
        return new Vector3(v.getX(), v.getY(), v.getZ());
    }

    static org.gantry.proto.Grid grid(Grid g) {
        return org.gantry.proto.Grid.newBuilder()
                .setDepth(g.depth())
                .setHeight(g.height())
                .setWidth(g.width())
                .build();
    }

    static Grid grid(org.gantry.proto.Grid g) {
        return new Grid(g.getDepth(), g.getHeight(), g.getWidth());
    }

    private static org.gantry.proto.ScanCompleted completed(ScanCompleted s) {
        org.gantry.proto.ScanCompleted.Builder builder = org.gantry.proto.ScanCompleted.newBuilder()
                .setHeader(header(s.header()))
                .setSlices(s.slices())
                .setContentDigest(s.contentDigest())
                .addAllOddities(s.oddities());
        s.stands().map(ScanCodecs::range).ifPresent(builder::setStands);
        return builder.build();
    }

    private static ScanCompleted completed(org.gantry.proto.ScanCompleted s) {
        return new ScanCompleted(
                header(s.getHeader()),
                s.getSlices(),
                s.getContentDigest(),
                s.getOdditiesList(),
                s.hasStands() ? Optional.of(range(s.getStands())) : Optional.empty());
    }

    private static org.gantry.proto.LogRange range(LogRange r) {
        return org.gantry.proto.LogRange.newBuilder()
                .setPartition(r.partition())
                .setFirst(r.first())
                .setLast(r.last())
                .build();
    }

    private static LogRange range(org.gantry.proto.LogRange r) {
        return new LogRange(r.getPartition(), r.getFirst(), r.getLast());
    }

    static org.gantry.proto.Preprocessing preprocessing(Preprocessing p) {
        return org.gantry.proto.Preprocessing.newBuilder()
                .setSize(grid(p.size()))
                .setWindowLevel(p.windowLevel())
                .setWindowWidth(p.windowWidth())
                .setLungsOnly(p.lungsOnly())
                .build();
    }

    static Preprocessing preprocessing(org.gantry.proto.Preprocessing p) {
        return new Preprocessing(grid(p.getSize()), p.getWindowLevel(), p.getWindowWidth(), p.getLungsOnly());
    }

    private static org.gantry.proto.DatasetManifest manifest(DatasetManifest m) {
        var builder =
                org.gantry.proto.DatasetManifest.newBuilder().setName(m.name()).addAllLabels(m.labels());
        for (DatasetManifest.Entry e : m.entries()) {
            builder.addEntries(org.gantry.proto.DatasetManifest.Entry.newBuilder()
                    .setScanId(e.scanId())
                    .setPatientId(e.patientId())
                    .setLabel(e.label())
                    .setRole(Enums.toProto(org.gantry.proto.Role.class, "ROLE_", e.role()))
                    .setContentDigest(e.contentDigest()));
        }
        m.stands().forEach(range -> builder.addStands(range(range)));
        return builder.build();
    }

    private static DatasetManifest manifest(org.gantry.proto.DatasetManifest m) {
        return new DatasetManifest(
                m.getName(),
                m.getLabelsList(),
                m.getEntriesList().stream()
                        .map(e -> new DatasetManifest.Entry(
                                e.getScanId(),
                                e.getPatientId(),
                                e.getLabel(),
                                Enums.toDomain(Role.class, "ROLE_", e.getRole()),
                                e.getContentDigest()))
                        .toList(),
                m.getStandsList().stream().map(ScanCodecs::range).toList());
    }
}
