package org.gantry.deploy.fault;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gantry.bus.Await;

/** A port of loopback that leads to another one, and can be cut, so that nothing passes, or made slow. */
final class Proxy implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx;
    private final int target;
    private final NetServer server;
    private final NetClient client;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile long delayMs;

    /** To a port that need not be open yet. */
    Proxy(Vertx vertx, int port, int target) throws InterruptedException {
        this.vertx = vertx;
        this.target = target;
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(this::connected);
        Await.result(server.listen(port, HOST));
    }

    private void connected(NetSocket from) {
        from.pause();
        client.connect(target, HOST).onFailure(e -> from.close()).onSuccess(to -> {
            pass(from, to);
            pass(to, from);
            if (cut) {
                to.pause();
            } else {
                from.resume();
            }
        });
    }

    private void pass(NetSocket from, NetSocket to) {
        sockets.add(from);
        from.handler(bytes -> {
            if (delayMs > 0) {
                vertx.setTimer(delayMs, due -> write(from, to, bytes));
            } else {
                write(from, to, bytes);
            }
        });
        from.exceptionHandler(e -> from.close());
        from.closeHandler(closed -> {
            sockets.remove(from);
            to.close();
        });
    }

    private void write(NetSocket from, NetSocket to, Buffer bytes) {
        to.write(bytes);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> {
                if (!cut) {
                    from.resume();
                }
            });
        }
    }

    /** Nothing passes any more, and nobody is told: packets are lost. */
    void cut() {
        cut = true;
        sockets.forEach(NetSocket::pause);
    }

    /** Every packet takes so long, milliseconds, one way. */
    void delay(long milliseconds) {
        delayMs = milliseconds;
    }

    /** All is well again. */
    void mend() {
        delayMs = 0;
        cut = false;
        sockets.forEach(NetSocket::resume);
    }

    @Override
    public void close() {
        server.close()
                .eventually(client::close)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
