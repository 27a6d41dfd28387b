package org.gantry.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gantry.app.document.Page;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;
import org.gantry.network.Device;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route of a process that serves all of them, against the document that it gives of itself: docs/openapi.json.
 */
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class HttpApiTest {
    @TempDir
    private static Path root;

    private static Node node;
    private static Asking asking;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = Node.start(new NodeConfig(
                Optional.empty(),
                root.resolve("node"),
                0,
                EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER, NodeRole.INTERPRETER),
                List.of(Device.DEFAULT)));
        int port = Await.result(node.openDashboard(new DashboardConfig(DashboardConfig.HOST, 0), news -> {}));
        assertThat(new Probe(port).await("/health/ready", 200).status()).isEqualTo(200);
        asking = new Asking(port);
        publish(node.bus());
        ingest();
        asking.awaitBoard(board -> board.getLong("models") == 2
                && board.getLong("scans") == 2
                && board.getLong("predictions") == 1
                && board.getLong("datasets") == 1
                && board.getLong("architectures") == 1
                && board.getLong("deadletters") == 2);
    }

    /** A scan that is answered. */
    private static void ingest() throws IOException, InterruptedException {
        Path file = root.resolve("s2.nii.gz");
        float[] voxels = new float[4 * 8 * 8];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = -1000 + 31 * i % 1400;
        }
        new NiftiWriter(NiftiType.INT16).write(file, new Volume(new Grid(4, 8, 8), voxels), VolumeGeometry.UNKNOWN);
        Await.result(node.ingest().ingest(IngestRequest.unlabelled(List.of(file)), (done, of) -> {}));
    }

    private static void publish(Bus bus) throws InterruptedException {
        TinyModel.announceEnsemble(bus);
        TinyModel.announce(bus);
        ScanHeader header = new ScanHeader("s1", "p1", "set", Intensity.HU, VolumeGeometry.UNKNOWN, 8, 8);
        Await.result(bus.publish(Topics.SCANS, new ScanCompleted(header, 4, "digest", List.of("slice 3 came twice"))));
        Await.result(bus.publish(
                Topics.DATASETS,
                new DatasetManifest(
                        "set",
                        List.of("Normal", "NCP"),
                        List.of(new DatasetManifest.Entry("s1", "p1", 0, Role.TEST, "digest")))));
        RunEvent.Status status = new RunEvent.Status("r1", RunEvent.Stage.SEARCHING, "searches");
        Await.result(bus.publish(Topics.RUNS, status));
        Await.result(bus.publish(Topics.RUNS, new RunEvent.Asked(spec())));
        Genotype genotype = Genotype.of(0, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 0, 2, 3, 4, 5, 6);
        Await.result(bus.publish(
                Topics.ARCHITECTURES, new ArchitectureMeasured("r1/search", 0, genotype, 0.8, 0.2, 2_811_922, 1)));
        List<Received<RunEvent>> runs = new ArrayList<>();
        Await.result(bus.tail(Topics.RUNS, runs::add).caughtUp());
        for (String reason : List.of("it is odd", "it is even")) {
            Await.result(bus.bury(runs.get(0), reason, "the test"));
        }
    }

    private static RunSpec spec() {
        Preprocessing input = Preprocessing.lung(TinyModel.INPUT);
        return new RunSpec(
                "r2",
                "set",
                1,
                Widths.S,
                Strides.ANISOTROPIC,
                input,
                input,
                new SearchSettings(SearchSettings.Mode.DNAS, 2, 4, 1e-3, 1e-3, 5, 0.5),
                new EvaluationSettings(3, 2, TrainingPlan.PAPER.over(4)));
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void thePageSaysWhatIsServed() throws IOException {
        new Page("openapi.json").says(asking.document().encodePrettily() + "\n");
    }

    @Test
    void everyRouteAnswersAsItSays() {
        JsonObject answered = asking.ask("modelInfer", 200, "/v2/models/run/infer", volume());
        assertThat(answered.getJsonArray("outputs").getJsonObject(0).getJsonArray("data"))
                .hasSize(2);
        String scan = answered.getJsonObject("parameters").getString("scan");
        asking.awaitBoard(board -> board.getLong("predictions") > 1);
        Map<String, String> lists = new LinkedHashMap<>();
        for (String list : List.of("scans", "ways", "datasets", "runs", "architectures", "models", "predictions")) {
            lists.put(list, "/api/" + list);
        }
        lists.put("deadLetters", "/api/dead-letters");
        lists.forEach((name, path) -> assertThat(asking.ask(name, 200, path).getJsonArray("items"))
                .as(name)
                .isNotEmpty());
        for (String path :
                List.of("/health", "/health/live", "/health/ready", "/v2", "/openapi.json", "/", "/metrics")) {
            asking.ask(asking.name("get", path), 200, path);
        }
        askPages();
        for (String path : List.of("/v2/health/live", "/v2/health/ready", "/v2/models/run", "/v2/models/run/ready")) {
            asking.ask(asking.name("get", path.replace("/run", "/{model}")), 200, path);
        }
        assertThat(asking.ask("scan", 200, "/api/scans/" + scan).getString("state"))
                .isEqualTo("answered");
        assertThat(asking.ask("scanCam", 200, "/api/scans/" + scan + "/cam").getString("scan"))
                .isEqualTo(scan);
        for (String file : List.of("cam.nii.gz", "cam.png", "cam.dcm", "overlay.zip")) {
            String path = "/api/scans/s2/" + file;
            asking.ask(asking.name("get", path.replace("s2", "{scan}")), 200, path);
            asking.refused(404, "GET", path + "?class=nobody");
        }
        assertThat(asking.ask("search", 200, "/api/runs/r1/search").getJsonArray("front"))
                .hasSize(1);
        for (String viewed : List.of("explanation", "maps/3", "slices/3")) {
            String path = "/api/scans/s2/" + viewed;
            asking.ask(asking.name("get", path.replace("s2", "{scan}").replace("/3", "/{index}")), 200, path);
        }
        asking.ask("modelCard", 200, "/api/models/run/card");
        asking.ask("modelCard", 200, "/api/models/both/card");
        asking.ask("answerWith", 409, "/api/models/run/answer", new byte[0]);
        for (String wish : List.of("pause", "resume", "stop")) {
            asking.ask(wish + "Run", 200, "/api/runs/r2/" + wish, new byte[0]);
        }
        asking.listen("predictionEvents", "/api/predictions/events?from=start", "prediction");
        asking.listen("camEvents", "/api/cams/events?from=start", "cam");
        asking.listen("events", "/api/events", "board");
        asking.ask("deadLetter", 200, "/api/dead-letters/runs.v1/0/0");
        asking.ask("replay", 200, "/api/dead-letters/runs.v1/0/0/replay", new byte[0]);
        asking.ask("drop", 200, "/api/dead-letters/runs.v1/0/1/drop", new byte[0]);
        JsonObject upload = asking.ask("uploadScans", 202, "/scans?name=x.txt", new byte[] {1});
        asking.ask("upload", 200, upload.getString("status"));
        asking.ask("storeInstances", 415, "/studies", new byte[] {1});
        assertThat(new TreeSet<>(asking.asked())).as("every route was asked").isEqualTo(asking.names());
    }

    private static void askPages() {
        for (String page : List.of("/runs/{run}", "/scans/{scan}", "/models")) {
            asking.ask(
                    asking.name("get", page), 200, page.replace("{run}", "r1").replace("{scan}", "s2"));
        }
        Matcher file = Pattern.compile("/page/[^\"]+").matcher(asking.text("/"));
        while (file.find()) {
            asking.ask("pageFile", 200, file.group());
        }
    }

    @Test
    void whatGoesWrongIsAProblemEverywhere() {
        asking.refused(404, "GET", "/nothing");
        asking.refused(404, "GET", "/api/scans/none");
        asking.refused(404, "GET", "/api/scans/none/cam");
        asking.refused(404, "GET", "/api/scans/none/explanation");
        asking.refused(404, "GET", "/api/scans/none/slices/0");
        asking.refused(404, "GET", "/api/scans/s2/slices/4");
        asking.refused(404, "GET", "/api/scans/s2/slices/-1");
        asking.refused(404, "GET", "/api/scans/s2/maps/4");
        asking.refused(404, "GET", "/api/scans/s2/maps/0?class=nobody");
        asking.refused(404, "GET", "/api/models/none/card");
        asking.refused(404, "POST", "/api/models/none/answer");
        asking.refused(404, "GET", "/api/runs/none/search");
        asking.refused(404, "POST", "/api/runs/none/stop");
        asking.refused(409, "POST", "/api/runs/r1/stop");
        asking.refused(404, "GET", "/page/older/home.js");
        asking.refused(404, "GET", "/api/architectures?run=none");
        asking.refused(404, "GET", "/api/dead-letters/runs.v1/0/99");
        asking.refused(404, "GET", "/scans/uploads/none");
        asking.refused(404, "GET", "/v2/models/none");
        asking.refused(404, "POST", "/v2/models/none/infer");
        asking.refused(400, "POST", "/v2/models/run/infer");
        asking.refused(400, "GET", "/api/cams/events?from=nowhere");
        asking.refused(400, "POST", "/scans");
        for (String path : asking.paths()) {
            asking.refused(405, "DELETE", path.replaceAll("[{}]", ""));
        }
    }

    private static byte[] volume() {
        JsonArray data = new JsonArray();
        for (int i = 0; i < TinyModel.INPUT.positions(); i++) {
            data.add(i / 7.0);
        }
        JsonObject input = new JsonObject()
                .put("name", "volumes")
                .put("datatype", "FP32")
                .put("shape", new JsonArray(List.of(1, 4, 8, 8, 1)))
                .put("data", data);
        return new JsonObject()
                .put("inputs", new JsonArray().add(input))
                .toBuffer()
                .getBytes();
    }
}
