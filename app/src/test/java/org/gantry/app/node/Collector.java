package org.gantry.app.node;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A collector of OpenTelemetry at its smallest: keeps what is posted to it. */
final class Collector implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final HttpServer server;

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            received.add(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits until spans of a trace with all these names have come; in protobuf names and ids stand as they are. */
    void await(String traceId, List<String> names) throws InterruptedException {
        String id = new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
        StringBuilder said = new StringBuilder();
        while (said.indexOf(id) < 0 || names.stream().anyMatch(name -> said.indexOf(name) < 0)) {
            byte[] more = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (more == null) {
                throw new AssertionError("of " + names + " in trace " + traceId + " something did not come");
            }
            said.append(new String(more, StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
