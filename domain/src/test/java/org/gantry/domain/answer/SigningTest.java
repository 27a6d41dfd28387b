package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Keys, and a signature, by {@code openssl}: what it signs is verified here, and the other way round. */
class SigningTest {
    private static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEILYdxvfpwpkTFt38ri7Dl4dZTO6sGBSOU+JmUyr51Cfq
            -----END PRIVATE KEY-----
            """;
    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAFw+OZsXwCiDMPOAH/UJjtwuxjgCwIQNcg/8AmJQFdn0=
            -----END PUBLIC KEY-----
            """;
    private static final String OTHER = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEASR6uxWzaa1OcYpdCTf36WKVyQhQ5mrZO1g7M/FImRXg=
            -----END PUBLIC KEY-----
            """;

    /** {@code printf 'gantry model bundle of SHA-256 abc123' | openssl pkeyutl -sign -rawin -inkey private.pem}. */
    private static final String BY_OPENSSL =
            "QGHELDoFkpdkVTp3Ax0VML4YJ3XCHy3ipDEAmmYvWqzfx7wzrOjYBDx2zkIq5HaLni/+H8Pt1hjL79S4LbIRCQ==";

    private final SigningKey key = SigningKey.of(PRIVATE, "private.pem");
    private final TrustedKey trusted = TrustedKey.of(PUBLIC, "public.pem");

    @Test
    void theHolderOfTheKeySignsAsOpensslDoes() {
        assertThat(key.sign("abc123")).isEqualTo(BY_OPENSSL);
        assertThat(trusted.verifies("abc123", BY_OPENSSL)).isTrue();
        assertThat(trusted.verifies("abc123", BY_OPENSSL + "\n")).isTrue();
    }

    @Test
    void anotherDigestKeyOrTextIsNoSignature() {
        assertThat(trusted.verifies("abc124", BY_OPENSSL)).isFalse();
        assertThat(TrustedKey.of(OTHER, "other.pem").verifies("abc123", BY_OPENSSL))
                .isFalse();
        for (String text : new String[] {"", "no base64!", BY_OPENSSL.substring(4), "AAAA"}) {
            assertThat(trusted.verifies("abc123", text)).as(text).isFalse();
        }
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> SigningKey.of(PUBLIC, "k.pem")).hasMessageContaining("k.pem: holds no PRIVATE KEY");
        assertThatThrownBy(() -> TrustedKey.of("hush", "k.pem"))
                .hasMessageContaining("k.pem: holds no PUBLIC KEY")
                .hasMessageNotContaining("hush");
        String damaged = PRIVATE.replaceFirst("MC4C", "MC4D");
        assertThatThrownBy(() -> SigningKey.of(damaged, "k.pem")).hasMessage("k.pem: is no Ed25519 key");
        assertThat(key).hasToString("a key to sign with");
    }
}
