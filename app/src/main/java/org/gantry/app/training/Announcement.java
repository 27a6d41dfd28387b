package org.gantry.app.training;

import io.vertx.core.Promise;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a model that is, or is about to be, announced. */
public final class Announcement {
    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private Announcement() {}

    /**
     * The model that a training published; its end and its model come in one transaction, but a reader may see the one
     * before the other.
     */
    public static ModelAnnounced of(Bus bus, String model) throws InterruptedException {
        Promise<ModelAnnounced> found = Promise.promise();
        Subscription reading = bus.tail(Topics.MODELS, r -> {
            if (r.value().model().equals(model)) {
                found.tryComplete(r.value());
            }
        });
        reading.ended().onFailure(found::tryFail);
        try {
            return Await.result(found.future());
        } finally {
            reading.close().onFailure(e -> LOG.debug("the reader of models did not close", e));
        }
    }
}
