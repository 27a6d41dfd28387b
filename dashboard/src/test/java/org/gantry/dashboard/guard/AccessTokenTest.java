package org.gantry.dashboard.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokenTest {
    private static final String GOOD = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    void onlyTheTokenMatchesAndItIsNotPrinted() throws IOException {
        AccessToken token = AccessToken.read(Files.writeString(folder.resolve("token"), GOOD + "\n"));
        assertThat(token.matches(GOOD)).isTrue();
        assertThat(token.matches(GOOD + "0")).isFalse();
        assertThat(token.matches(GOOD.substring(1))).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token).hasToString("a token");
    }

    @Test
    void aTokenThatCouldBeGuessedIsRefusedWithoutSayingIt() {
        assertThatThrownBy(() -> AccessToken.of("short-secret", "GANTRY_TOKEN"))
                .hasMessageContaining("GANTRY_TOKEN: the token has 12 characters, it needs 32")
                .hasMessageNotContaining("short-secret");
        assertThatThrownBy(() -> AccessToken.of(GOOD + " and more", "t")).hasMessageContaining("one word");
        assertThatThrownBy(() -> AccessToken.read(folder.resolve("none")))
                .hasMessageContaining("none: the token cannot be read");
    }

    @Test
    void whoIsSeenByOthersNeedsAToken() {
        Optional<AccessToken> token = Optional.of(AccessToken.of(GOOD, "test"));
        for (String host : new String[] {"127.0.0.1", "::1", "localhost", "127.9.9.9"}) {
            Guard.require(host, Optional.empty());
        }
        for (String host : new String[] {"0.0.0.0", "::", "192.0.2.7"}) {
            Guard.require(host, token);
            assertThatThrownBy(() -> Guard.require(host, Optional.empty()))
                    .hasMessageContaining("--host " + host)
                    .hasMessageContaining("--token-file");
        }
    }
}
