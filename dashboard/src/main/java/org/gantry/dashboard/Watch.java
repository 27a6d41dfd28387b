package org.gantry.dashboard;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gantry.bus.Bus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the large topics of a scan's way, slices and volumes, while somebody looks, from then on: what passed before
 * is known by what came of it. Used on one thread.
 */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Bus bus;
    private final Board board;
    private final Consumer<Throwable> failed;
    private final List<Subscription> following = new ArrayList<>();
    private boolean opening;

    /** @param failed is told when it can no longer read */
    Watch(Bus bus, Board board, Consumer<Throwable> failed) {
        this.bus = bus;
        this.board = board;
        this.failed = failed;
    }

    /** Somebody looks. */
    void begin() {
        if (!opening && following.isEmpty()) {
            opening = true;
            Future.join(follow(Topics.SLICES, board::on), follow(Topics.VOLUMES, board::on))
                    .onComplete(opened -> opening = false)
                    .onFailure(e -> {
                        LOG.warn("slices and volumes are not followed yet: {}", e.getMessage());
                        end();
                    });
        }
    }

    /** Nobody does any more. */
    void end() {
        close().onFailure(e -> LOG.debug("a reading of slices did not close", e));
    }

    private <V> Future<Void> follow(Topic<V> topic, Consumer<V> reader) {
        return bus.end(topic).map(end -> {
            Subscription opened = bus.follow(topic, end, received -> {
                reader.accept(received.value());
                return Future.succeededFuture();
            });
            opened.ended().onFailure(failed::accept);
            following.add(opened);
            return null;
        });
    }

    Future<Void> close() {
        List<Subscription> open = List.copyOf(following);
        following.clear();
        return Future.join(open.stream().map(Subscription::close).toList()).mapEmpty();
    }
}
