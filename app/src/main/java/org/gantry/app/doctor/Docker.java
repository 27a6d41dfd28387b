package org.gantry.app.doctor;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a Docker engine answers; only the containerised tests need one. */
final class Docker {
    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";
    private static final String REMEDY = "only the containerised tests and images need it; ";

    private Docker() {}

    /** Asks the engine behind a socket. */
    static Finding look(Path socket) {
        if (!Files.exists(socket)) {
            return Finding.note("Docker", "no engine at " + socket, REMEDY + "install Docker Engine for them");
        }
        try (SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            engine.write(StandardCharsets.US_ASCII.encode(PING));
            ByteBuffer answer = ByteBuffer.allocate(1024);
            engine.read(answer);
            String status = StandardCharsets.US_ASCII
                    .decode(answer.flip())
                    .toString()
                    .lines()
                    .findFirst()
                    .orElse("nothing");
            return status.contains(" 200 ")
                    ? Finding.ok("Docker", "the engine at " + socket + " answers")
                    : Finding.note("Docker", "the engine at " + socket + " says: " + status, REMEDY + "restart it");
        } catch (IOException e) {
            return Finding.note(
                    "Docker",
                    "the engine at " + socket + " does not answer: " + e.getMessage(),
                    REMEDY + "start it, or join the group docker");
        }
    }
}
