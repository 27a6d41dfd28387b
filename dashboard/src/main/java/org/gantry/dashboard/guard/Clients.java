package org.gantry.dashboard.guard;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is counted for: an IPv4 address, of IPv6 the network, since a host there has addresses without end.
 */
final class Clients {
    private static final int NETWORK_BYTES = 8;

    private Clients() {}

    static String of(@Nullable SocketAddress address) {
        if (address == null || address.hostAddress() == null) {
            return "";
        }
        String host = address.hostAddress();
        if (!host.contains(":")) {
            return host;
        }
        try {
            InetAddress parsed = InetAddress.getByName(host);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
