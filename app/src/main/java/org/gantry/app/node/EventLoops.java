package org.gantry.app.node;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A foot on each event loop, to learn whether it still answers. */
final class EventLoops {
    private final List<Context> contexts = new CopyOnWriteArrayList<>();

    private EventLoops() {}

    /** Vert.x gives event loops out in turn, so as many verticles as there are loops stand on all of them. */
    static Future<EventLoops> of(Vertx vertx) {
        EventLoops loops = new EventLoops();
        DeploymentOptions all = new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
        return vertx.deployVerticle(() -> loops.new Foot(), all).map(loops);
    }

    /** Completes when each of them has answered. */
    Future<?> answer() {
        return Future.all(contexts.stream().map(EventLoops::answer).toList());
    }

    private static Future<Void> answer(Context context) {
        Promise<Void> answer = Promise.promise();
        context.runOnContext(nothing -> answer.complete());
        return answer.future();
    }

    private final class Foot extends VerticleBase {
        @Override
        public Future<?> start() {
            contexts.add(context);
            return Future.succeededFuture();
        }
    }
}
