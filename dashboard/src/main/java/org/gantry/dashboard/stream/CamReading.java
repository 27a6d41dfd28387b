package org.gantry.dashboard.stream;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Cam;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest CAM of a scan, read back from the log, for one request at a time. Used on one thread. */
public final class CamReading {
    private static final Logger LOG = LoggerFactory.getLogger(CamReading.class);

    private final Bus bus;
    private boolean busy;

    /** CAMs of a bus. */
    public CamReading(Bus bus) {
        this.bus = bus;
    }

    /** Its route. */
    public Endpoint endpoint() {
        return Endpoint.get(
                        "/api/scans/{scan}/cam", "scanCam", "The latest CAM of a scan; the longer the log, the later")
                .path("scan", "its id")
                .query("model", "digest of the model that answered; else whichever was the last")
                .answering(Content.json(CamJson.CAM))
                .problem(404, "nothing explains this scan")
                .problem(503, "another one is being read, or the bus could not do it")
                .by(this::answer);
    }

    private void answer(RoutingContext ctx) {
        if (busy) {
            new Problem(503, "a CAM is being read from the log; ask again after it", 1).answer(ctx);
            return;
        }
        busy = true;
        String scan = ctx.pathParam("scan");
        latest(scan, ctx.queryParam("model").stream().findFirst())
                .onComplete(read -> busy = false)
                .onSuccess(cam -> cam.ifPresentOrElse(
                        found -> Replies.json(ctx, CamJson.CAM.json(found)),
                        () -> new Problem(
                                        404, "no CAM of scan '" + scan + "' is on the bus; it may not be answered yet")
                                .answer(ctx)))
                .onFailure(e -> {
                    LOG.warn("{} failed", ctx.request().path(), e);
                    Problem.ofBus(e).answer(ctx);
                });
    }

    private Future<Optional<Cam>> latest(String scan, Optional<String> model) {
        return Snapshot.latest(
                bus,
                Topics.CAMS,
                scan,
                cam -> model.map(cam.modelDigest()::equals).orElse(true));
    }
}
