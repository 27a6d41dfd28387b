package org.gantry.app.explain;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gantry.bus.Bus;
import org.gantry.domain.Trees;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Replies;
import org.gantry.web.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CAMs over HTTP in the forms of {@link CamFormat}, one made at a time, when it is asked for. */
public final class CamRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(CamRoutes.class);

    private final Vertx vertx;
    private final Bus bus;

    /** Of scans on a bus. */
    public CamRoutes(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** The routes. */
    public List<Endpoint> endpoints() {
        return List.of(
                file(CamFormat.NIFTI, "cam.nii.gz", "scanCamNifti", "application/gzip", "as NIfTI"),
                file(CamFormat.PNG, "cam.png", "scanCamPicture", "image/png", "beside slices, as a picture"),
                file(CamFormat.DICOM, "cam.dcm", "scanCamDicom", "application/dicom", "as a DICOM Parametric Map"),
                file(
                        CamFormat.OVERLAY,
                        "overlay.zip",
                        "scanOverlay",
                        "application/zip",
                        "over its slices, as DICOM Secondary Captures in a zip"));
    }

    private Endpoint file(CamFormat format, String name, String operation, String mediaType, String form) {
        return Endpoint.get("/api/scans/{scan}/" + name, operation, "A scan's CAM on its own grid, " + form + ".")
                .path("scan", "The scan.")
                .query("class", "Which class's map; the predicted one's without.")
                .query("model", "Whose answer; the last one's without.")
                .answering(new Content(mediaType, Schema.BYTES))
                .problem(404, "The scan, its answer or the class is not known.")
                .by(ctx -> Found.answer(
                        ctx, vertx.executeBlocking(() -> make(ctx, format)), made -> send(ctx, made, mediaType)));
    }

    /** The file, in a folder of its own. */
    private Path make(RoutingContext ctx, CamFormat format) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("gantry-cam");
        try {
            Explanation explanation = Explanation.find(
                    bus,
                    ctx.pathParam("scan"),
                    ctx.queryParam("model").stream().findFirst(),
                    ctx.queryParam("class").stream().findFirst());
            Path made = format.export(folder, explanation, bus);
            return Files.isDirectory(made) ? zipped(made) : made;
        } catch (IOException | InterruptedException | RuntimeException e) {
            Trees.delete(folder);
            throw e;
        }
    }

    private static Path zipped(Path folder) throws IOException {
        Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                out.putNextEntry(new ZipEntry(folder.getFileName() + "/" + file.getFileName()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return zip;
    }

    private void send(RoutingContext ctx, Path file, String mediaType) {
        HttpServerResponse response = Replies.headers(ctx.response(), mediaType)
                .putHeader("Content-Disposition", "attachment; filename=\"" + file.getFileName() + "\"");
        response.sendFile(file.toString())
                .onFailure(e -> LOG.debug("{} was not answered", ctx.request().path(), e))
                .onComplete(sent -> vertx.executeBlocking(() -> {
                    Trees.delete(Optional.ofNullable(file.getParent()).orElseThrow());
                    return Optional.empty();
                }));
    }
}
