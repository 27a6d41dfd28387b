package org.gantry.app.explain;

import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.gantry.app.report.CamPicture;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topic;
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
     * @param model name or digest of the model that gave it; the last one that did where it is empty
     * @param label class that is looked at; the predicted one where it is empty
     * @throws IllegalStateException if there is no such answer
     * @throws IllegalArgumentException if the model knows no such class
     */
    public static Explanation find(Bus bus, String scanId, Optional<String> model, Optional<String> label)
            throws InterruptedException {
        ScanCompleted scan = ScanOnBus.completed(bus, scanId);
        Prediction prediction = latest(
                bus,
                Topics.PREDICTIONS,
                scanId,
                p -> model.map(of -> of.equals(p.model()) || of.equals(p.modelDigest()))
                        .orElse(true),
                "prediction" + model.map(name -> " of model " + name).orElse(""));
        Cam cam = latest(bus, Topics.CAMS, scanId, c -> c.modelDigest().equals(prediction.modelDigest()), "CAM");
        return new Explanation(scan, prediction, label.map(cam::ofClass).orElse(cam));
    }

    private static <T> T latest(Bus bus, Topic<T> topic, String scanId, Predicate<T> wanted, String what)
            throws InterruptedException {
        return Await.result(Snapshot.latest(bus, topic, scanId, wanted))
                .orElseThrow(() -> new IllegalStateException("scan " + scanId + " has no " + what + " yet"));
    }

    /** The map on the scan's own grid. */
    public ScanCam onScan() {
        return new ScanCam(cam, scan.header(), scan.slices());
    }

    /** Slices, map and both together, as the paper's Figure 5. */
    public BufferedImage picture(Bus bus) throws InterruptedException {
        return new CamPicture(ScanOnBus.read(bus, scan), cam, new boolean[0], title() + abstention()).draw();
    }

    private String abstention() {
        return switch (prediction.trust().abstention()) {
            case NONE -> "";
            case UNSURE -> "; abstains: unsure";
            case FOREIGN_INPUT -> "; abstains: foreign input";
        };
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
