package org.gantry.ingest.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.read.IntensityChoice;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiftiReaderTest {
    /** i to the left, j to the back, k to the head: as CT is looked at. */
    private static final float[] LPS = {-1, 0, 0, 10, 0, -2, 0, 20, 0, 0, 3, 30};

    @TempDir
    private Path folder;

    private Scan read(NiftiFixture fixture) throws IOException {
        return read(fixture, IntensityChoice.AUTO);
    }

    private Scan read(NiftiFixture fixture, IntensityChoice intensity) throws IOException {
        return ScanSource.file(new NiftiReader(), fixture.write(folder))
                .read(new ScanOrigin("scan", "patient", "set", intensity));
    }

    @Test
    void voxelsThatLieAsCtIsLookedAtAreTakenAsTheyAre() throws IOException {
        Scan scan = read(new NiftiFixture().sform(LPS));
        assertThat(scan.slices()).hasSize(4);
        assertThat(scan.header().rows()).isEqualTo(3);
        assertThat(scan.header().columns()).isEqualTo(2);
        assertThat(scan.slices().get(0)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(scan.slices().get(3)).containsExactly(18, 19, 20, 21, 22, 23);
        assertThat(scan.header().geometry())
                .isEqualTo(new VolumeGeometry(
                        new Vector3(10, 20, 30), new Vector3(0, 0, 3), new Vector3(0, -2, 0), new Vector3(-1, 0, 0)));
        assertThat(scan.header().scanId()).isEqualTo("scan");
        assertThat(scan.header().patientId()).isEqualTo("patient");
        assertThat(scan.header().dataset()).isEqualTo("set");
    }

    @Test
    void voxelsThatLieOtherwiseAreTurnedAndStayWhereTheyWere() throws IOException {
        // i to the right, j to the front, k to the feet: all three run the other way
        Scan scan = read(new NiftiFixture().sform(1, 0, 0, 0, 0, 2, 0, 0, 0, 0, -3, 0));
        assertThat(scan.slices().get(0)).containsExactly(23, 22, 21, 20, 19, 18);
        assertThat(scan.slices().get(3)).containsExactly(5, 4, 3, 2, 1, 0);
        VolumeGeometry geometry = scan.header().geometry();
        assertThat(geometry.at(0, 0, 0)).as("voxel (1, 2, 3)").isEqualTo(new Vector3(1, 4, -9));
        assertThat(geometry.at(3, 2, 1)).as("voxel (0, 0, 0)").isEqualTo(new Vector3(0, 0, 0));
    }

    @Test
    void aSagittalScanIsResliced() throws IOException {
        // i to the back, j to the head, k to the left
        Scan scan = read(new NiftiFixture().sform(0, 0, -1, 0, -1, 0, 0, 0, 0, 1, 0, 0));
        assertThat(scan.slices()).hasSize(3);
        assertThat(scan.header().rows()).isEqualTo(2);
        assertThat(scan.header().columns()).isEqualTo(4);
        assertThat(scan.slices().get(1)).containsExactly(2, 8, 14, 20, 3, 9, 15, 21);
        assertThat(scan.header().geometry().at(1, 1, 3)).isEqualTo(new Vector3(-3, -1, 1));
        assertThat(scan.oddities()).noneMatch(o -> o.contains("lean"));
    }

    @Test
    void everyTypeInBothByteOrdersReadsTheSameNumbers() throws IOException {
        record Stored(int code, float first, float second, BiConsumer<ByteBuffer, Integer> put) {}
        Stored[] types = {
            new Stored(2, 200, 1, (b, n) -> b.put((byte) (n == 0 ? 200 : n))),
            new Stored(256, -56, 1, (b, n) -> b.put((byte) (n == 0 ? -56 : n))),
            new Stored(4, -1024, 1, (b, n) -> b.putShort((short) (n == 0 ? -1024 : n))),
            new Stored(512, 40_000, 1, (b, n) -> b.putShort((short) (n == 0 ? 40_000 : n))),
            new Stored(8, -70_000, 1, (b, n) -> b.putInt(n == 0 ? -70_000 : n)),
            new Stored(768, 3_000_000_000f, 1, (b, n) -> b.putInt(n == 0 ? (int) 3_000_000_000L : n)),
            new Stored(16, -0.5f, 1, (b, n) -> b.putFloat(n == 0 ? -0.5f : n)),
            new Stored(64, -0.25f, 1, (b, n) -> b.putDouble(n == 0 ? -0.25 : n))
        };
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            for (Stored type : types) {
                Scan scan = read(new NiftiFixture(order)
                        .sform(LPS)
                        .type(type.code())
                        .voxels(b -> {
                            for (int n = 0; n < 24; n++) {
                                type.put().accept(b, n);
                            }
                        }));
                assertThat(scan.slices().get(0))
                        .as(order + " type " + type.code())
                        .startsWith(type.first(), type.second());
            }
        }
    }

    @Test
    void numbersAreScaledUnlessTheSlopeIsZeroOrNoNumber() throws IOException {
        assertThat(read(new NiftiFixture().sform(LPS).scaled(2, -1000)).slices().get(0))
                .startsWith(-1000, -998);
        assertThat(read(new NiftiFixture().sform(LPS).scaled(0, 5)).slices().get(0))
                .startsWith(0, 1);
        assertThat(read(new NiftiFixture().sform(LPS).scaled(Float.NaN, 5))
                        .slices()
                        .get(0))
                .startsWith(0, 1);
    }

    @Test
    void aPackedFileIsFoundByItsContentWhateverItsName() throws IOException {
        Path file = NiftiFixture.write(
                folder.resolve("scan.nii"),
                NiftiFixture.gzip(new NiftiFixture().sform(LPS).bytes()));
        assertThat(ScanSource.file(new NiftiReader(), file)
                        .read(ScanOrigin.of("scan"))
                        .slices())
                .hasSize(4);
    }

    @Test
    void theQformCountsWhereThereIsNoUsableSform() throws IOException {
        // half a turn about z: b = c = 0, d = 1; the sform of zeros is unusable
        Scan scan = read(new NiftiFixture()
                .sform(new float[12])
                .qform(1, 0, 0, 1, 7, 8, 9)
                .put(h -> h.put(123, (byte) 2)));
        assertThat(scan.header().geometry().origin()).isEqualTo(new Vector3(7, 8, 9));
        assertThat(scan.header().geometry().column().x()).isCloseTo(-1, within(1e-6));
        assertThat(scan.header().geometry().row().y()).isCloseTo(-2, within(1e-6));
        assertThat(scan.header().geometry().slice().z()).isCloseTo(3, within(1e-6));
        assertThat(scan.oddities()).contains("the sform is unusable: qform taken");
    }

    @Test
    void aQuaternionOfAGeneralTurnAgreesWithItsMatrix() throws IOException {
        // 20 degrees about x: (cos 10, sin 10, 0, 0), and k mirrored by qfac
        float b = (float) Math.sin(Math.toRadians(10));
        Scan scan = read(new NiftiFixture().qform(-1, b, 0, 0, 0, 0, 0));
        VolumeGeometry g = scan.header().geometry();
        assertThat(g.slice().length()).isCloseTo(3, within(1e-5));
        // k was to the feet, so it is turned: (0, -sin 20, cos 20) * 3
        assertThat(g.slice().y()).isCloseTo(-3 * Math.sin(Math.toRadians(20)), within(1e-5));
        assertThat(g.slice().z()).isCloseTo(3 * Math.cos(Math.toRadians(20)), within(1e-5));
        assertThat(scan.oddities()).contains("slices lean by 20 degrees from axial");
    }

    @Test
    void withoutOrientationTheAxesAreTakenAsRightFrontHeadAndThatIsSaid() throws IOException {
        Scan scan = read(new NiftiFixture());
        assertThat(scan.header().geometry().column()).isEqualTo(new Vector3(-1, 0, 0));
        assertThat(scan.header().geometry().row()).isEqualTo(new Vector3(0, -2, 0));
        assertThat(scan.oddities()).anyMatch(o -> o.startsWith("orientation is not known"));
    }

    @Test
    void metresAndMicrometresBecomeMillimetres() throws IOException {
        assertThat(read(new NiftiFixture().sform(LPS).put(h -> h.put(123, (byte) 1)))
                        .header()
                        .geometry()
                        .origin())
                .isEqualTo(new Vector3(10_000, 20_000, 30_000));
        assertThat(read(new NiftiFixture().put(h -> h.put(123, (byte) 3)))
                        .header()
                        .geometry()
                        .slice()
                        .z())
                .isCloseTo(0.003, within(1e-9));
    }

    @Test
    void eightBitsAreGreyValuesAndSixteenAreHounsfieldUnitsUnlessToldOtherwise() throws IOException {
        assertThat(read(bytes()).header().intensity()).isEqualTo(Intensity.range(0, 255));
        assertThat(read(bytes().scaled(2, 10)).header().intensity()).isEqualTo(Intensity.range(10, 520));
        assertThat(read(bytes(), IntensityChoice.HU).header().intensity()).isEqualTo(Intensity.HU);
        assertThat(read(new NiftiFixture()).header().intensity()).isEqualTo(Intensity.HU);
        assertThat(read(new NiftiFixture(), IntensityChoice.RANGE).header().intensity())
                .isEqualTo(Intensity.range(0, 23));
    }

    private static NiftiFixture bytes() {
        return new NiftiFixture().type(2).voxels(b -> {
            for (int n = 0; n < 24; n++) {
                b.put((byte) n);
            }
        });
    }

    @Test
    void oneSliceNoAirAndTrailingBytesAreOddButRead() throws IOException {
        Scan one = read(new NiftiFixture().dims(4, 6).sform(LPS));
        assertThat(one.slices()).hasSize(1);
        assertThat(one.oddities()).contains("one slice only").anyMatch(o -> o.contains("although air is -1000"));
        assertThat(read(new NiftiFixture().dims(2, 3, 3)).oddities()).anyMatch(o -> o.contains("ignored"));
        assertThat(read(new NiftiFixture().voxels(b -> b.put(new byte[48]))).oddities())
                .contains("every voxel is 0.0");
    }

    @Test
    void aFourthDimensionOfOneIsNoVolumeMore() throws IOException {
        assertThat(read(new NiftiFixture().dims(2, 3, 4, 1, 1)).slices()).hasSize(4);
    }

    @Test
    void nifti2ReadsAsNifti1DoesInBothByteOrders() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            List<NiftiFixture> fixtures = List.of(
                    new NiftiFixture(order).sform(LPS).scaled(2, -1000),
                    new NiftiFixture(order).qform(-1, 0.1f, 0.2f, 0.3f, 7, 8, 9),
                    new NiftiFixture(order).sform(new float[12]).put(h -> h.put(123, (byte) 3)),
                    new NiftiFixture(order).dims(4, 6).scaled(0, 5));
            for (NiftiFixture fixture : fixtures) {
                Scan first = read(fixture);
                Path file = NiftiFixture.write(folder.resolve("second.nii"), fixture.second());
                Scan second = ScanSource.file(new NiftiReader(), file)
                        .read(new ScanOrigin("scan", "patient", "set", IntensityChoice.AUTO));
                assertThat(second.contentDigest()).isEqualTo(first.contentDigest());
                assertThat(second.header()).isEqualTo(first.header());
                assertThat(second.oddities()).isEqualTo(first.oddities());
            }
        }
    }
}
