package org.gantry.bus;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;

/** Whether a broker answers now; one client, made when it is first asked. Who asks while it asks gets that answer. */
final class Reach implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Connection connection;
    private Future<Integer> asking = Future.succeededFuture(0);
    private @Nullable Admin admin;

    Reach(Connection connection) {
        this.connection = connection;
    }

    /** Completes when one has answered; fails after some seconds. */
    synchronized Future<Void> ask() {
        if (asking.isComplete()) {
            asking = connection.vertx().executeBlocking(this::brokers, false);
        }
        return asking.mapEmpty();
    }

    private int brokers() throws InterruptedException {
        int patience = Math.toIntExact(PATIENCE.toMillis());
        try {
            return client().describeCluster(new DescribeClusterOptions().timeoutMs(patience))
                    .nodes()
                    .get(patience, TimeUnit.MILLISECONDS)
                    .size();
        } catch (ExecutionException | TimeoutException e) {
            throw new BusException(
                    "no broker at " + connection.config().bootstrapServers() + " answers within " + PATIENCE.toSeconds()
                            + " s",
                    e);
        }
    }

    private synchronized Admin client() {
        if (admin == null) {
            admin = connection.settings().admin();
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
