package org.gantry.app.explain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.ScanCam;
import org.gantry.domain.scan.ScanCompleted;

/**
 * Why a scan was answered as it was.
 *
 * @param scan what is known of it
 * @param prediction the answer
 * @param cam the map of the class that is looked at
 */
public record Explanation(ScanCompleted scan, Prediction prediction, Cam cam) {
    /**
     * The last answer of a scan.
     *
     * @param model name of the model that gave it; the last one that did where it is empty
     * @param label class that is looked at; the predicted one where it is empty
     * @throws IllegalStateException if there is no such answer
     * @throws IllegalArgumentException if the model knows no such class
     */
    public static Explanation find(Bus bus, String scanId, Optional<String> model, Optional<String> label)
            throws InterruptedException {
        ScanCompleted scan = ScanOnBus.completed(bus, scanId);
        List<Prediction> predictions = Await.result(Snapshot.all(
                bus,
                Topics.PREDICTIONS,
                p -> p.scanId().equals(scanId) && model.map(p.model()::equals).orElse(true)));
        Prediction prediction = last(
                predictions,
                "scan " + scanId + " has no prediction"
                        + model.map(name -> " of model " + name).orElse("") + " yet");
        List<Cam> cams = Await.result(Snapshot.all(
                bus,
                Topics.CAMS,
                c -> c.scanId().equals(scanId) && c.modelDigest().equals(prediction.modelDigest())));
        Cam cam = last(cams, "scan " + scanId + " has no CAM yet");
        return new Explanation(scan, prediction, label.map(cam::ofClass).orElse(cam));
    }

    private static <T> T last(List<T> found, String lacking) {
        return found.stream().reduce((earlier, later) -> later).orElseThrow(() -> new IllegalStateException(lacking));
    }

    /** The map on the scan's own grid. */
    public ScanCam onScan() {
        return new ScanCam(cam, scan.header(), scan.slices());
    }

    /** A line for people. */
    public String title() {
        return String.format(
                Locale.ROOT,
                "%s: %s with %.1f %%",
                prediction.scanId(),
                prediction.label(),
                100 * prediction.probabilities()[prediction.classIndex()]);
    }
}
