package org.gantry.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.ingest.IngestVerticle;
import org.gantry.ingest.Ingested;
import org.gantry.ingest.PlayedSampler;
import org.gantry.ingest.delivery.DeliveryVerticle;
import org.gantry.ingest.delivery.Ingester;
import org.gantry.ingest.delivery.News;
import org.gantry.web.Mounting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads as programs send them, on a server of their own and the bus in memory. */
@Timeout(60)
class UploadRoutesTest {
    private static final Ingester NOBODY =
            (request, progress) -> Promise.<Ingested>promise().future();
    private static final String RELATED = "multipart/related; type=\"application/dicom\"; boundary=x7";

    @TempDir
    Path root;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);
    private final IngestVerticle ingest = new IngestVerticle(bus);
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Throwable> unhandled = new CopyOnWriteArrayList<>();
    private int port;

    @BeforeEach
    void start() throws InterruptedException {
        vertx.exceptionHandler(unhandled::add);
        Await.result(vertx.deployVerticle(ingest));
        assertThat(new PlayedSampler(bus).atWork()).isTrue();
    }

    @AfterEach
    void stop() throws InterruptedException {
        Await.result(vertx.close());
        assertThat(unhandled).isEmpty();
    }

    private Path inbox() {
        return root.resolve("inbox");
    }

    @CanIgnoreReturnValue
    private String serve(Ingester ingester) throws InterruptedException, IOException {
        return serve(ingester, InboxLimits.DEFAULT);
    }

    /** A server with an inbox; gives what undeploys the one who takes from it. */
    @CanIgnoreReturnValue
    private String serve(Ingester ingester, InboxLimits limits) throws InterruptedException, IOException {
        Inbox inbox = Inbox.open(inbox(), limits);
        DeliveryVerticle deliveries = inbox.deliveries(ingester, news::add);
        String id = Await.result(vertx.deployVerticle(deliveries));
        Router router = Router.router(vertx);
        Mounting.on(router, new UploadRoutes(vertx, inbox, deliveries, false).endpoints());
        HttpServer server =
                Await.result(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        port = server.actualPort();
        return id;
    }

    private HttpResponse<String> send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, body, headers);
    }

    private static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    /** Where an upload came to, once it is settled. */
    private JsonObject settled(HttpResponse<String> accepted) throws IOException, InterruptedException {
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("Retry-After")).hasValue("5");
        String location = accepted.headers().firstValue("Location").orElseThrow();
        for (News said = news.poll(30, TimeUnit.SECONDS); said != null; said = news.poll(30, TimeUnit.SECONDS)) {
            if (location.endsWith(said.name()) && said.stage() != News.Stage.READING) {
                HttpResponse<String> status = send("GET", location, new byte[0]);
                assertThat(status.statusCode()).isEqualTo(200);
                return json(status);
            }
        }
        throw new AssertionError("nothing was said of " + location);
    }

    private Bodies bodies() {
        return new Bodies(root);
    }

    private List<String> waiting() throws IOException {
        try (Stream<Path> all = Files.list(inbox())) {
            return all.map(p -> p.getFileName().toString())
                    .filter(name -> !name.equals(".gantry.lock") && !name.equals("done") && !name.equals("rejected"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFileIsAcceptedThenDoneAndIsNoLongerKept() throws Exception {
        serve(ingest::ingest);
        JsonObject status = settled(post("/scans?name=s1.nii.gz", bodies().nifti(1)));
        assertThat(status.getString("state")).isEqualTo("done");
        assertThat(status.getJsonArray("scans")).isEqualTo(new JsonArray().add("s1"));
        assertThat(waiting()).isEmpty();
        assertThat(Await.result(Snapshot.all(bus, Topics.SCANS, s -> true))).hasSize(1);
    }

    @Test
    void aProgramThatAsksForAnotherVersionOfHttpIsServedToo() throws Exception {
        serve(ingest::ingest);
        URI scans = URI.create("http://127.0.0.1:" + port + "/scans?name=s1.nii.gz");
        HttpRequest request = HttpRequest.newBuilder(scans)
                .POST(BodyPublishers.ofByteArray(bodies().nifti(1)))
                .build();
        HttpResponse<String> accepted = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(settled(accepted).getString("state")).isEqualTo("done");
    }

    @Test
    void aFormOfFilesAndAnArchiveGiveTheScansInThem() throws Exception {
        serve(ingest::ingest);
        byte[] form = Bodies.form(Map.of("a.nii.gz", bodies().nifti(1), "../b.nii.gz", bodies().nifti(2)));
        JsonObject status = settled(post("/scans", form, "Content-Type", "multipart/form-data; boundary=x7"));
        assertThat(status.getJsonArray("scans")).isEqualTo(new JsonArray(List.of("a", "b")));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream entries = new ZipOutputStream(zip)) {
            entries.putNextEntry(new ZipEntry("c.nii.gz"));
            entries.write(bodies().nifti(3));
        }
        JsonObject archived = settled(
                post("/scans", zip.toByteArray(), "Origin", "http://127.0.0.1:" + port)); // a page of this server;
        assertThat(archived.getJsonArray("scans")).isEqualTo(new JsonArray(List.of("c")));
    }

    @Test
    void whatIsPartlyRefusedSaysWhich() throws Exception {
        serve(ingest::ingest);
        byte[] form = Bodies.form(Map.of("a.nii.gz", bodies().nifti(1), "bad.nii.gz", Bodies.bytes("no scan")));
        JsonObject status = settled(post("/scans", form, "Content-Type", "multipart/form-data; boundary=x7"));
        assertThat(status.getString("state")).isEqualTo("done");
        assertThat(status.getJsonArray("refused").getString(0))
                .startsWith("bad.nii.gz: content starts with")
                .doesNotContain(root.toString());
    }

    @Test
    void whatIsNoScanIsRejectedWithItsReason() throws Exception {
        serve(ingest::ingest);
        JsonObject status = settled(post("/scans?name=x.nii", Bodies.bytes("no scan")));
        assertThat(status.getString("state")).isEqualTo("rejected");
        assertThat(status.getJsonArray("refused").getString(0)).contains("x.nii: ", "no format that Gantry reads");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aStudyIsStoredAsTheStandardSays() throws Exception {
        serve(ingest::ingest);
        HttpResponse<String> accepted = post(
                "/studies",
                Bodies.related(
                        List.of(bodies().dicom(0), bodies().dicom(1), Bodies.bytes("no DICOM"), bodies().dicom(2))),
                "Content-Type",
                RELATED,
                "Accept",
                "application/dicom+json");
        assertThat(accepted.headers().firstValue("Content-Type")).hasValue("application/dicom+json");
        JsonArray stored = json(accepted).getJsonObject("00081199").getJsonArray("Value");
        assertThat(stored).hasSize(3);
        assertThat(stored.getJsonObject(0).getJsonObject("00081150").getString("vr"))
                .isEqualTo("UI");
        JsonArray failed = json(accepted).getJsonObject("0008119A").getJsonArray("Value");
        assertThat(failed.getJsonObject(0)
                        .getJsonObject("00081197")
                        .getJsonArray("Value")
                        .getInteger(0))
                .isEqualTo(0xc000);
        JsonObject status = settled(accepted);
        assertThat(status.getJsonArray("scans")).hasSize(1);
        assertThat(status.getJsonArray("scans").getString(0)).matches("ct-[0-9a-f]{16}");
    }

    @Test
    void aStudyOfWhichNothingIsDicomIsAConflict() throws Exception {
        serve(NOBODY);
        HttpResponse<String> refused =
                post("/studies", Bodies.related(List.of(Bodies.bytes("no DICOM"))), "Content-Type", RELATED);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).containsKey("00081199")).isFalse();
        assertThat(json(refused).getJsonObject("0008119A").getJsonArray("Value"))
                .hasSize(1);
        assertThat(waiting()).isEmpty();
    }

    private void refused(int status, String detail, HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(response).getString("detail")).contains(detail);
        assertThat(json(response).getInteger("status")).isEqualTo(status);
        assertThat(waiting()).as("nothing of it stays").isEmpty();
    }

    @Test
    void malformedRequestsAreProblemsAndLeaveNothing() throws Exception {
        serve(NOBODY);
        String form = "multipart/form-data; boundary=x7";
        byte[] any = Bodies.bytes("x");
        refused(400, "the body is empty", post("/scans", new byte[0]));
        refused(400, "no boundary", post("/scans", any, "Content-Type", "multipart/form-data"));
        refused(400, "last delimiter", post("/scans", any, "Content-Type", form));
        refused(400, "no part of the form has a filename", post("/scans", Bodies.form(Map.of()), "Content-Type", form));
        refused(400, "last delimiter", post("/studies", new byte[0], "Content-Type", RELATED));
        refused(400, "the body has no part", post("/studies", Bodies.bytes("--x7--"), "Content-Type", RELATED));
        refused(400, "no boundary", post("/studies", any, "Content-Type", "multipart/related"));
        refused(415, "'application/dicom'", post("/studies", any, "Content-Type", "application/dicom"));
        refused(
                415,
                "application/dicom+json",
                post(
                        "/studies",
                        any,
                        "Content-Type",
                        "multipart/related; type=\"application/dicom+json\"; boundary=x"));
        refused(406, "Accept", post("/studies", any, "Content-Type", RELATED, "Accept", "text/html"));
        refused(415, "Content-Encoding gzip", post("/scans", any, "Content-Encoding", "gzip"));
        refused(403, "http://evil.example", post("/scans", any, "Origin", "http://evil.example"));
        refused(403, "null", post("/scans", any, "Origin", "null"));
        refused(405, "POST", send("GET", "/scans", new byte[0]));
        refused(405, "POST", send("DELETE", "/studies", new byte[0]));
        refused(405, "GET", send("PUT", "/scans/uploads/x", any));
        refused(404, "no upload has this id", send("GET", "/scans/uploads/x", new byte[0]));
        refused(404, "no upload", send("GET", "/scans/uploads/..%2f..%2fetc", new byte[0]));
        assertThat(send("GET", "/scans", new byte[0]).headers().firstValue("Allow"))
                .hasValue("POST");
    }

    @Test
    void namesThatAreSentLeadNowhere() throws Exception {
        serve(NOBODY);
        byte[] form = Bodies.form(Map.of("../../evil.nii", Bodies.bytes("x"), "/etc/evil", Bodies.bytes("y")));
        HttpResponse<String> accepted =
                post("/scans?name=..%2f..%2fup", form, "Content-Type", "multipart/form-data; boundary=x7");
        String id = json(accepted).getString("upload");
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(p -> root.relativize(p).toString())
                            .filter(p -> p.contains("evil")))
                    .containsExactlyInAnyOrder("inbox/" + id + "/up/evil.nii", "inbox/" + id + "/up/evil");
        }
    }

    @Test
    void whatIsTooMuchIsRefusedWithTheTimeToTryAgain() throws Exception {
        serve(NOBODY, new InboxLimits(100, 150, 2, 16, 0));
        refused(413, "100 bytes at most", post("/scans", new byte[101]));
        HttpResponse<String> chunked = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/scans"))
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[101])))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        refused(413, "100 bytes at most", chunked);
        assertThat(post("/scans", new byte[90]).statusCode()).isEqualTo(202);
        HttpResponse<String> full = post("/scans", new byte[90]);
        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(full.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(json(full).getString("detail")).contains("room for 150");
        assertThat(post("/scans", new byte[10]).statusCode()).isEqualTo(202);
        assertThat(json(post("/scans", new byte[1])).getString("detail")).contains("2 uploads wait for the bus");
        assertThat(waiting()).hasSize(2);
    }

    @Test
    void tooManyAtOnceAreAskedToComeLaterAndAnUploadThatIsCutOffLeavesNothing() throws Exception {
        serve(ingest::ingest, new InboxLimits(1000, 1000, 10, 1, 0));
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = slow.getOutputStream();
            out.write(Bodies.bytes("POST /scans HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"));
            out.flush();
            awaitWaiting(1);
            HttpResponse<String> second = post("/scans", bodies().nifti(1));
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(waiting()).hasSize(1).allMatch(name -> name.endsWith(".part"));
        }
        awaitWaiting(0);
        assertThat(settled(post("/scans?name=s1", bodies().nifti(1))).getString("state"))
                .isEqualTo("done");
    }

    private void awaitWaiting(int uploads) throws IOException, InterruptedException {
        while (waiting().size() != uploads) {
            if (Thread.interrupted()) {
                throw new InterruptedException("there are " + waiting());
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void anAcknowledgedUploadSurvivesTheProcessAndAHalfOneDoesNot() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        String first = serve((request, progress) -> {
            asked.add("now");
            progress.accept(2, 7);
            return Promise.<Ingested>promise().future();
        });
        HttpResponse<String> accepted = post("/scans?name=s1", bodies().nifti(1));
        HttpResponse<String> behind = post("/scans?name=s2", bodies().nifti(2));
        assertThat(asked.poll(30, TimeUnit.SECONDS)).isNotNull();
        String location = accepted.headers().firstValue("Location").orElseThrow();
        JsonObject reading = json(send("GET", location, new byte[0]));
        assertThat(reading.getString("state")).isEqualTo("reading");
        assertThat(reading.getInteger("read")).isEqualTo(2);
        assertThat(reading.getInteger("of")).isEqualTo(7);
        assertThat(json(send("GET", behind.headers().firstValue("Location").orElseThrow(), new byte[0]))
                        .getString("state"))
                .isEqualTo("queued");
        Await.result(vertx.undeploy(first));
        Files.createDirectories(inbox().resolve("half.part/half"));
        Files.createDirectories(inbox().resolve(".gone-x/half"));
        news.clear();
        serve(ingest::ingest);
        assertThat(waiting()).doesNotContain("half.part", ".gone-x");
        assertThat(settled(accepted).getString("state")).isEqualTo("done");
        assertThat(json(send("GET", location, new byte[0])).getJsonArray("scans"))
                .isEqualTo(new JsonArray(List.of("s1")));
    }

    @Test
    void uploadsAreTakenWhileTheBusIsAwayAndSettledWhenItIsBack() throws Exception {
        boolean[] well = new boolean[1];
        serve((request, progress) ->
                well[0] ? ingest.ingest(request, progress) : Future.failedFuture(new IOException("no broker answers")));
        HttpResponse<String> accepted = post("/scans?name=s1", bodies().nifti(1));
        assertThat(settled(accepted).getString("state")).isEqualTo("queued");
        well[0] = true;
        JsonObject status = settled(accepted);
        while (status.getString("state").equals("queued")) {
            status = settled(accepted);
        }
        assertThat(status.getString("state")).isEqualTo("done");
    }
}
