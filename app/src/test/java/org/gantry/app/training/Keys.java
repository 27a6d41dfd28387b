package org.gantry.app.training;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.gantry.domain.answer.SigningKey;
import org.gantry.domain.answer.TrustedKey;

/** A pair of keys that was made for this run of the tests. */
final class Keys {
    private static final KeyPair PAIR = pair();
    static final SigningKey SIGNING =
            SigningKey.of(pem("PRIVATE KEY", PAIR.getPrivate().getEncoded()), "private");
    static final TrustedKey TRUSTED =
            TrustedKey.of(pem("PUBLIC KEY", PAIR.getPublic().getEncoded()), "public");

    private Keys() {}

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind
                + "-----\n";
    }
}
