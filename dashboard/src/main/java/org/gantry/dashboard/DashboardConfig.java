package org.gantry.dashboard;

import java.util.Optional;
import org.gantry.bus.letter.LetterAlert;
import org.gantry.dashboard.guard.AccessToken;

/**
 * Settings of a dashboard.
 *
 * @param host address that it listens on; loopback unless others shall see it
 * @param port TCP port; 0 takes a free one
 * @param alertAfter how often a reason repeats among open dead letters within an hour before it is an alert
 * @param token asked of everybody; needed where the host is not loopback
 */
public record DashboardConfig(String host, int port, int alertAfter, Optional<AccessToken> token) {
    /** Only this machine can see it. */
    public static final String HOST = "127.0.0.1";

    public static final int PORT = 8080;

    private static final int LAST_PORT = 65_535;

    public DashboardConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the dashboard's host is missing; give an address such as " + HOST);
        }
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("the dashboard's port " + port + " is not between 0 and " + LAST_PORT);
        }
        if (alertAfter < 1) {
            throw new IllegalArgumentException(
                    "an alert after " + alertAfter + " dead letters is none; give 1 or more");
        }
    }

    /** Without a token, so on loopback, with alerts as they are unless told otherwise. */
    public DashboardConfig(String host, int port) {
        this(host, port, LetterAlert.REPEATS, Optional.empty());
    }

    /** On loopback, port 8080. */
    public static DashboardConfig defaults() {
        return new DashboardConfig(HOST, PORT);
    }
}
