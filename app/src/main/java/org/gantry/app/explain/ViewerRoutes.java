package org.gantry.app.explain;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.gantry.bus.Bus;
import org.gantry.domain.scan.Scan;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Endpoint.About;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.gantry.web.Schema;

/**
 * What a viewer needs of a scan: its slices and its CAM on them, one each, read from the log once for the scans that
 * are looked at. Used on one thread.
 */
public final class ViewerRoutes {
    private static final String BYTES = "application/octet-stream";
    private static final Content BINARY = new Content(BYTES, Schema.BYTES);

    /** Two of 300 slices of 512 x 512 take 300 MB. */
    private static final int SCANS = 2;

    /** The classes of a scan or two; a map takes a megabyte. */
    private static final int EXPLANATIONS = 16;

    private final Vertx vertx;
    private final Bus bus;
    private final Remembered<String, Scan> scans;
    private final Remembered<List<String>, Explanation> explanations;

    /** Of scans on a bus. */
    public ViewerRoutes(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
        this.scans = new Remembered<>(vertx, SCANS);
        this.explanations = new Remembered<>(vertx, EXPLANATIONS);
    }

    /** The routes. */
    public List<Endpoint> endpoints() {
        return List.of(
                scan(
                                "/slices/{index}",
                                "scanSlice",
                                "A slice's pixels, row by row, 16 bit little-endian: HU, or grey values stretched from 0 to 32767")
                        .path("index", "which, from 0, feet to head")
                        .answering(BINARY)
                        .by(this::slice),
                explained(
                                "/explanation",
                                "scanExplanation",
                                "An answer's CAM in figures: scale, slices and their scores")
                        .answering(Content.json(ExplanationJson.KIND))
                        .by(ctx -> Found.answer(
                                ctx, explanation(ctx), e -> Replies.json(ctx, ExplanationJson.KIND.json(e)))),
                explained(
                                "/maps/{index}",
                                "scanMap",
                                "The CAM on a slice, row by row, a byte a pixel: 0 where the network saw nothing, else from 1 (the scale's low) to 255 (its high)")
                        .path("index", "which slice, from 0, feet to head")
                        .answering(BINARY)
                        .by(this::map));
    }

    private static About scan(String path, String name, String summary) {
        return Endpoint.get("/api/scans/{scan}" + path, name, summary)
                .path("scan", "its id")
                .problem(404, "it is not complete, or has no such slice, answer or class");
    }

    private static About explained(String path, String name, String summary) {
        return scan(path, name, summary)
                .query("model", "name or digest of the model that answered; the last one's without")
                .query("class", "which class's map; the predicted one's without");
    }

    private void slice(RoutingContext ctx) {
        String id = ctx.pathParam("scan");
        Future<Scan> scan = scans.of(id, () -> ScanOnBus.read(bus, ScanOnBus.completed(bus, id)));
        Found.answer(ctx, scan, s -> bytes(ctx, s.slices().size(), index -> Pixels.of(s, index)));
    }

    private void map(RoutingContext ctx) {
        Found.answer(ctx, explanation(ctx), e -> bytes(ctx, e.scan().slices(), index -> Pixels.of(e, index)));
    }

    private Future<Explanation> explanation(RoutingContext ctx) {
        String id = ctx.pathParam("scan");
        Optional<String> model = ctx.queryParam("model").stream().findFirst();
        Optional<String> label = ctx.queryParam("class").stream().findFirst();
        Callable<Explanation> read = () -> Explanation.find(bus, id, model, label);
        // without a model it is the last one's, which may be another one's by the next time
        return model.map(of -> explanations.of(List.of(id, of, label.orElse("")), read))
                .orElseGet(() -> vertx.executeBlocking(read, false));
    }

    private static void bytes(RoutingContext ctx, int slices, Function<Integer, Buffer> made) {
        String index = ctx.pathParam("index");
        if (index.matches("[0-9]{1,6}") && Integer.parseInt(index) < slices) {
            Replies.end(ctx.request(), BYTES, made.apply(Integer.parseInt(index)));
        } else {
            new Problem(404, "the scan has slices from 0 to " + (slices - 1) + ", none of them is " + index)
                    .answer(ctx);
        }
    }
}
