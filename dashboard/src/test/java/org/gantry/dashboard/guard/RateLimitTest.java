package org.gantry.dashboard.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong();
    private final RateLimit limit = new RateLimit(2, 3, now::get);

    @Test
    void aClientMayAskInABurstAndThenEvenly() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.secondsToWait("a")).isZero();
        }
        assertThat(limit.secondsToWait("a")).isEqualTo(1);
        now.addAndGet(500_000_000);
        assertThat(limit.secondsToWait("a")).isZero();
        assertThat(limit.secondsToWait("a")).isPositive();
        now.addAndGet(60_000_000_000L);
        for (int i = 0; i < 3; i++) {
            assertThat(limit.secondsToWait("a")).isZero();
        }
        assertThat(limit.secondsToWait("a")).isPositive();
    }

    @Test
    void clientsAreCountedApart() {
        for (int i = 0; i < 4; i++) {
            long wait = limit.secondsToWait("a");
            assertThat(wait > 0).isEqualTo(i == 3);
        }
        assertThat(limit.secondsToWait("b")).isZero();
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOneClient() {
        String one = client("2001:db8:1:2::1");
        assertThat(client("2001:db8:1:2:ffff::9")).isEqualTo(one);
        assertThat(client("2001:db8:1:3::1")).isNotEqualTo(one);
        assertThat(client("192.0.2.1")).isNotEqualTo(client("192.0.2.2"));
    }

    private static String client(String address) {
        return Clients.of(SocketAddress.inetSocketAddress(1, address));
    }
}
