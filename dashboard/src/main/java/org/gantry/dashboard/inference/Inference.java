package org.gantry.dashboard.inference;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.gantry.bus.Bus;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.web.Problem;

/**
 * Has volumes answered over the bus: publishes each as that of a scan of its own, and waits for what is published of
 * it, a prediction or a dead letter. Used on one thread.
 */
public final class Inference {
    /** Of scans that are volumes of the protocol. */
    private static final String SCAN = "infer-";

    private final Bus bus;
    private final Duration patience;
    private final Map<String, Promise<Prediction>> awaited = new HashMap<>();

    /** @param patience how long an answer is waited for */
    public Inference(Bus bus, Duration patience) {
        this.bus = bus;
        this.patience = patience;
    }

    /** A prediction was published, whosever it is. */
    public void on(Prediction prediction) {
        Promise<Prediction> waiting = awaited.get(prediction.scanId());
        if (waiting != null) {
            waiting.tryComplete(prediction);
        }
    }

    /** A record was refused, whosever it is. */
    public void on(DeadLetter letter) {
        Promise<Prediction> waiting = awaited.get(letter.key());
        if (waiting != null && letter.topic().equals(Topics.VOLUMES.name())) {
            waiting.tryFail(new Denied(422, letter.reason()));
        }
    }

    /** The answer of a model to voxels of its input's size; fails with {@link Denied} where none comes. */
    Future<Prediction> answer(ModelAnnounced model, float[] voxels) {
        String scan = SCAN + UUID.randomUUID();
        Promise<Prediction> answer = Promise.promise();
        awaited.put(scan, answer);
        return bus.reach()
                .compose(reached -> bus.publish(Topics.VOLUMES, volume(scan, model, voxels)))
                .compose(published -> answer.future().timeout(patience.toMillis(), TimeUnit.MILLISECONDS))
                .recover(e -> Future.failedFuture(denied(scan, e)))
                .onComplete(done -> awaited.remove(scan));
    }

    private Denied denied(String scan, Throwable failure) {
        if (failure instanceof Denied denied) {
            return denied;
        } else if (failure instanceof TimeoutException) {
            return new Denied(
                    504,
                    "no interpreter has answered within " + patience.toSeconds() + " s; when one does, it is at"
                            + " /api/scans/" + scan);
        }
        return new Denied(Problem.ofBus(failure));
    }

    /** Nobody said where it lies: cubes of 1 mm, and its slices are those of the scan. */
    private static VolumeToClassify volume(String scan, ModelAnnounced model, float[] voxels) {
        Grid size = model.preprocessing().size();
        ScanHeader header =
                new ScanHeader(scan, scan, "", Intensity.HU, VolumeGeometry.UNKNOWN, size.height(), size.width());
        return new VolumeToClassify(
                header,
                model.digest(),
                new Volume(size, voxels),
                VolumeGeometry.UNKNOWN,
                IntStream.range(0, size.depth()).toArray());
    }
}
