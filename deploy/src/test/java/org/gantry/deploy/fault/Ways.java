package org.gantry.deploy.fault;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.site.Cluster;
import org.gantry.bench.site.Listener;
import org.gantry.bench.site.Ports;

/**
 * The ways of the roles into each broker of a cluster: every role has a listener of its own behind a {@link Proxy}, so
 * that its network alone can be cut; who feeds and who checks use another listener, which is never cut.
 */
final class Ways implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Map<NodeRole, List<Proxy>> proxies = new EnumMap<>(NodeRole.class);
    private final Map<NodeRole, List<Integer>> ports = new EnumMap<>(NodeRole.class);
    private final List<List<Listener>> listeners = new ArrayList<>();

    private Ways() {}

    /** Those into so many brokers. */
    static Ways into(int brokers) throws IOException, InterruptedException {
        Ways ways = new Ways();
        for (int broker = 0; broker < brokers; broker++) {
            ways.listeners.add(ways.intoOne());
        }
        return ways;
    }

    private List<Listener> intoOne() throws IOException, InterruptedException {
        List<Listener> into = new ArrayList<>();
        Iterator<Integer> free = Ports.free(2 * NodeRole.values().length).iterator();
        for (NodeRole role : NodeRole.values()) {
            Listener listener = new Listener(role.name(), free.next(), free.next());
            proxies.computeIfAbsent(role, r -> new ArrayList<>())
                    .add(new Proxy(vertx, listener.advertised(), listener.port()));
            ports.computeIfAbsent(role, r -> new ArrayList<>()).add(listener.advertised());
            into.add(listener);
        }
        return into;
    }

    /** Where each broker has to listen. */
    List<List<Listener>> listeners() {
        return listeners;
    }

    /** Where a role finds the cluster. */
    String servers(NodeRole role) {
        return Cluster.servers(ports.getOrDefault(role, List.of()));
    }

    /** A role's way to the brokers. */
    List<Proxy> of(NodeRole role) {
        return proxies.getOrDefault(role, List.of());
    }

    @Override
    public void close() {
        proxies.values().forEach(ways -> ways.forEach(Proxy::close));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
