package org.gantry.bench.site;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of loopback that are free, and that nobody here was given before: who got one may not listen there yet. They
 * lie below those that Linux gives to outgoing connections, and are drawn, so that processes side by side do not meet.
 */
public final class Ports {
    private static final int FIRST = 15_000;
    private static final int END = 32_000;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** One. */
    public static int free() throws IOException {
        return free(1).get(0);
    }

    /** So many, all different. */
    public static synchronized List<Integer> free(int count) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int tries = 0; ports.size() < count && tries < END - FIRST; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (!GIVEN.contains(port) && isFree(port)) {
                GIVEN.add(port);
                ports.add(port);
            }
        }
        if (ports.size() < count) {
            throw new BindException("no free port on loopback between " + FIRST + " and " + END);
        }
        return ports;
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket held = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return held.isBound();
        } catch (BindException e) {
            return false;
        }
    }
}
