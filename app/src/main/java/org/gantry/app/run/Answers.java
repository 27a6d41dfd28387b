package org.gantry.app.run;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gantry.bus.Bus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.Prediction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects a model's predictions and CAMs from the topics. */
public final class Answers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final Map<String, Prediction> predictions = new TreeMap<>();
    private final Map<String, Cam> cams = new TreeMap<>();
    private final Subscription readingPredictions;
    private final Subscription readingCams;

    /** Collects the answers of a model's digest. */
    public Answers(Bus bus, String model) {
        readingPredictions = bus.tail(Topics.PREDICTIONS, r -> {
            if (r.value().modelDigest().equals(model)) {
                add(r.value());
            }
        });
        readingCams = bus.tail(Topics.CAMS, r -> {
            if (r.value().modelDigest().equals(model)) {
                add(r.value());
            }
        });
    }

    private synchronized void add(Prediction prediction) {
        predictions.put(prediction.scanId(), prediction);
        notifyAll();
    }

    private synchronized void add(Cam cam) {
        cams.put(cam.scanId(), cam);
        notifyAll();
    }

    /** Waits until every scan has its prediction and its CAM. */
    public synchronized void await(Set<String> scans, Runnable waiting) throws InterruptedException {
        while (!predictions.keySet().containsAll(scans) || !cams.keySet().containsAll(scans)) {
            waiting.run();
            wait(LONGEST_SILENCE);
        }
    }

    /** How long a broken process may go unseen, ms. */
    private static final long LONGEST_SILENCE = 1000;

    /** Predictions by scan. */
    public synchronized Map<String, Prediction> predictions() {
        return Map.copyOf(predictions);
    }

    /** CAMs by scan. */
    public synchronized Map<String, Cam> cams() {
        return Map.copyOf(cams);
    }

    @Override
    public void close() {
        readingPredictions.close().onFailure(e -> LOG.debug("a reader did not close", e));
        readingCams.close().onFailure(e -> LOG.debug("a reader did not close", e));
    }
}
