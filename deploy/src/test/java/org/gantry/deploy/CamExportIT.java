package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.app.phantom.PhantomFolder;
import org.gantry.bench.site.RandomModel;
import org.gantry.bench.site.Reader;
import org.gantry.bus.Await;
import org.gantry.domain.answer.CamMethod;
import org.gantry.ingest.IngestRequest;
import org.gantry.network.Device;
import org.gantry.proto.Cam;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gantry cam export} as a process beside the one that answered; its files by a few lines of their own. */
class CamExportIT {
    private static final String SCAN = "phantom-0000";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int FIRST_VOXEL = 352;

    @TempDir
    private static Path root;

    private static PhantomFolder phantoms;
    private static Node node;
    private static Cam cam;

    @BeforeAll
    static void answerOne() throws IOException, InterruptedException {
        phantoms = new PhantomFolder(Files.createDirectories(root.resolve("phantoms")));
        phantoms.write(TinyRun.small(3), 1, written -> {});
        node = Node.start(new NodeConfig(
                Optional.empty(),
                root.resolve("node"),
                0,
                EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER, NodeRole.INTERPRETER),
                List.of(Device.DEFAULT)));
        RandomModel.SMALL.publish(node.bootstrapServers(), root.resolve("model.zip"));
        assertThat(Await.result(node.ingest()
                                .ingest(IngestRequest.unlabelled(List.of(phantoms.scans())), (done, all) -> {}))
                        .scans())
                .hasSize(1);
        try (Reader reader = new Reader(node.bootstrapServers())) {
            reader.await(() -> reader.count("cams.v1", SCAN) == 1, PATIENCE, () -> "no CAM");
        }
        cam = new PlainConsumer(node.bootstrapServers())
                .all("cams.v1", Cam.parser())
                .get(0);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static GantryCall export(String... more) throws IOException, InterruptedException {
        String[] all = new String[more.length + 6];
        List<String> first = List.of("cam", "export", SCAN, "--bootstrap-servers", node.bootstrapServers(), "--to");
        for (int i = 0; i < first.size(); i++) {
            all[i] = first.get(i);
        }
        System.arraycopy(more, 0, all, first.size(), more.length);
        return GantryCall.of(all);
    }

    private static ByteBuffer nifti(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static float[] floats(ByteBuffer header, int from, int count) {
        float[] numbers = new float[count];
        header.slice(from, count * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }

    @Test
    void theMapLiesOnTheScansOwnGridWhereTheScanLies() throws Exception {
        Path folder = root.resolve("cams");
        GantryCall call = export(folder.toString(), "--json");
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(call.out()).contains("\"scan\"", SCAN, "sliceScores");
        ByteBuffer map = nifti(folder.resolve(SCAN + ".cam.nii.gz"));
        ByteBuffer scan = nifti(phantoms.scans().resolve(SCAN + ".nii.gz"));
        for (int axis = 1; axis <= 3; axis++) {
            assertThat(map.getShort(40 + 2 * axis)).isEqualTo(scan.getShort(40 + 2 * axis));
        }
        assertThat(map.getShort(254)).as("there is an affine").isPositive();
        assertThat(floats(map, 280, 12)).containsExactly(floats(scan, 280, 12), within(1e-4f));
        int voxels = TinyRun.SLICES * 32 * 32;
        float[] values = floats(map, FIRST_VOXEL, voxels);
        assertThat(values).hasSize(voxels);
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Float.isNaN(value) ? low : Math.min(low, value);
            high = Float.isNaN(value) ? high : Math.max(high, value);
        }
        assertThat(low).as("the map says something").isLessThan(high);
        assertThat(values[0]).as("a corner that was cropped away").isNaN();
        assertThat(values[6 * 32 * 32 + 16 * 32 + 16]).isBetween(low, high);
    }

    @Test
    void aPictureOfAnotherClassIsDrawn() throws Exception {
        String other = cam.getLabel().equals("NCP") ? "Normal" : "NCP";
        Path folder = root.resolve("pictures");
        GantryCall call = export(folder.toString(), "--format", "png", "--class", other);
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(call.out()).contains("; " + other + " in ");
        assertThat(ImageIO.read(folder.resolve(SCAN + ".cam.png").toFile()).getWidth())
                .isGreaterThan(600);
    }

    @Test
    void othersOpenTheMapInPlaceOverTheScan() throws Exception {
        String python = Program.python("nibabel", "pydicom", "numpy");
        Path folder = root.resolve("opened");
        GantryCall call = export(folder.toString(), "--format", "nifti,dicom");
        assertThat(call.code()).as(call.err()).isZero();
        Path script = Path.of(Objects.requireNonNull(CamExportIT.class.getResource("open_cam.py"))
                .toURI());
        String said = Program.run(
                folder,
                python,
                script.toString(),
                phantoms.scans().resolve(SCAN + ".nii.gz").toString(),
                folder.resolve(SCAN + ".cam.nii.gz").toString(),
                folder.resolve(SCAN + ".cam.dcm").toString());
        assertThat(said).contains("the same " + TinyRun.SLICES + " slices in the same place");
    }

    @Test
    void whatIsWrittenAsDicomIsAcceptedByAValidator() throws Exception {
        Program.require(Program.works("which", "dciodvfy"), "dciodvfy (Debian: dicom3tools)");
        Path folder = root.resolve("dicom");
        GantryCall call = export(folder.toString(), "--format", "dicom,overlay");
        assertThat(call.code()).as(call.err()).isZero();
        Path slices = folder.resolve(SCAN + ".overlay");
        assertThat(slices.toFile().list()).hasSize(TinyRun.SLICES);
        for (Path file : List.of(folder.resolve(SCAN + ".cam.dcm"), slices.resolve("0001.dcm"))) {
            assertThat(Program.run(folder, "dciodvfy", file.toString()))
                    .as(file.toString())
                    .doesNotContain("Error");
        }
    }

    @Test
    void anAnswerIsExplainedInLinesAndAPicture() throws Exception {
        Path picture = root.resolve("explained.png");
        GantryCall call = GantryCall.of(
                "explain", SCAN, "--out", picture.toString(), "--bootstrap-servers", node.bootstrapServers());
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(call.out())
                .contains(
                        "answer      " + SCAN + ": " + cam.getLabel(),
                        "explained   " + cam.getLabel() + " by " + CamMethod.DEFAULT)
                .contains(" of " + TinyRun.SLICES + ", feet to head", "model       ");
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(600);
    }

    @Test
    void aClassOrAScanThatIsNotThereIsNamed() throws Exception {
        GantryCall noClass = export(root.resolve("none").toString(), "--class", "CP");
        assertThat(noClass.code()).isEqualTo(1);
        assertThat(noClass.err())
                .contains("the model knows no class CP, but [Normal, NCP]")
                .doesNotContain("\tat ");
        GantryCall noScan = GantryCall.of(
                "cam",
                "export",
                "nobody",
                "--to",
                root.resolve("none").toString(),
                "--bootstrap-servers",
                node.bootstrapServers());
        assertThat(noScan.code()).isEqualTo(1);
        assertThat(noScan.err()).contains("scan nobody is not complete on this bus");
    }
}
